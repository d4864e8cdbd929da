using System.Globalization;

namespace Throughline.Trust;

/// <summary>How this slice writes times in sentences.</summary>
public static class HubWords
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>A time on London's clocks: <c>9:05am</c>, <c>midday</c>, <c>midnight</c>.</summary>
    public static string Time(TimeOnly time) => time.Ticks switch
    {
        0 => "midnight",
        _ when time == new TimeOnly(12, 0) => "midday",
        _ => time.ToString("h:mm", British) + (time.Hour < 12 ? "am" : "pm"),
    };

    /// <summary>The time of an instant on London's clocks.</summary>
    public static string Time(DateTimeOffset instant) => Time(instant.LondonTime());

    /// <summary>A day: <c>Monday 2 March 2026</c>.</summary>
    public static string Day(DateOnly date) => date.ToString("dddd d MMMM yyyy", British);

    /// <summary>Day and time of an instant.</summary>
    public static string When(DateTimeOffset instant) => $"{Day(instant.LondonDate())} at {Time(instant)}";

    /// <summary>From one instant to another, the day named once where it is the same.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) => from.LondonDate() == to.LondonDate()
        ? $"on {Day(from.LondonDate())} from {Time(from)} to {Time(to)}"
        : $"from {When(from)} to {When(to)}";

    /// <summary>Reads a time as people type it: <c>9</c>, <c>9:05</c>, <c>9.05</c>, <c>0905</c>, <c>9am</c>, <c>5:30 pm</c>, <c>midday</c>; null for anything else.</summary>
    public static TimeOnly? ReadTime(string? text)
    {
        var typed = (text ?? "").Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (typed is "midday" or "noon" or "midnight")
        {
            return typed == "midnight" ? TimeOnly.MinValue : new TimeOnly(12, 0);
        }

        var half = typed.EndsWith("am", StringComparison.Ordinal) ? 0 : typed.EndsWith("pm", StringComparison.Ordinal) ? 12 : -1;
        var parts = (half < 0 ? typed : typed[..^2]).Split(':', '.');
        if (parts is [{ Length: 3 or 4 } run])
        {
            parts = [run[..^2], run[^2..]];
        }

        if (parts.Length > 2 || parts.Any(p => p.Length is 0 or > 2 || !p.All(char.IsAsciiDigit)) || (parts.Length == 2 && parts[1].Length != 2))
        {
            return null;
        }

        var (hour, minute) = (int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        if (half >= 0)
        {
            hour = hour is >= 1 and <= 12 ? (hour % 12) + half : 24;
        }

        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>Hours with at most two places: <c>3.5 hours</c>, <c>1 hour</c>.</summary>
    public static string Hours(decimal hours)
    {
        var rounded = Math.Round(hours, 2, MidpointRounding.AwayFromZero);
        return rounded == 1 ? "1 hour" : rounded.ToString("0.##", British) + " hours";
    }
}
