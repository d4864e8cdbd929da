using System.Globalization;

namespace Throughline.Throughlines;

/// <summary>Dates as people in Britain write them.</summary>
public static class DateWords
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>“14 March 2026”.</summary>
    /// <param name="date">A London date.</param>
    public static string Long(DateOnly date) => date.ToString("d MMMM yyyy", British);

    /// <summary>“3 to 28 March 2026”, “3 March to 9 April 2026” or both dates in full; one date when they are equal.</summary>
    /// <param name="from">The earlier date.</param>
    /// <param name="to">The later date.</param>
    public static string Range(DateOnly from, DateOnly to) => (from.Year == to.Year, from.Month == to.Month) switch
    {
        _ when from == to => Long(from),
        (true, true) => $"{from.Day} to {Long(to)}",
        (true, false) => $"{from.ToString("d MMMM", British)} to {Long(to)}",
        _ => $"{Long(from)} to {Long(to)}",
    };

    internal static string Month(DateOnly date) => date.ToString("MMM", British) is "Sept" ? "Sep" : date.ToString("MMM", British);

    internal static string Day(DateOnly date) => $"{date.Day} {Month(date)}";
}
