using System.Globalization;

namespace Throughline.Throughlines;

/// <summary>The part of a life that is drawn, and the links to other parts.</summary>
/// <param name="Name">“everything”, “3-months”, “12-months”, a year such as “2026”, or “dates”.</param>
/// <param name="From">First London date.</param>
/// <param name="To">Last London date, at least <see cref="FewestDays"/> later.</param>
public sealed record ThroughlinePeriod(string Name, DateOnly From, DateOnly To)
{
    /// <summary>A shorter period than this is widened on both sides: a day drawn a metre wide says nothing.</summary>
    public const int FewestDays = 14;

    private const string Everything = "everything";
    private const string ThreeMonths = "3-months";
    private const string TwelveMonths = "12-months";
    private const string Dates = "dates";

    /// <summary>The query string that asks for this period, beginning with a question mark.</summary>
    public string Query => Name == Dates ? $"?{DatesQuery(From, To)}" : $"?period={Name}";

    /// <summary>Reads a period from a query string.</summary>
    /// <param name="period">A period's name, or null.</param>
    /// <param name="from">A date as yyyy-MM-dd, or null.</param>
    /// <param name="to">The same.</param>
    /// <param name="first">London date of the first thing on the line.</param>
    /// <param name="today">Today's London date.</param>
    /// <returns>A period that can always be drawn, and what was wrong when it is not the one asked for.</returns>
    public static PeriodReading Read(string? period, string? from, string? to, DateOnly first, DateOnly today)
    {
        var everything = All(first, today);
        if (!string.IsNullOrWhiteSpace(from) || !string.IsNullOrWhiteSpace(to))
        {
            if (!TryDate(from, out var start))
            {
                return new PeriodReading(everything, $"“{from}” is not a date, so everything is shown.");
            }

            if (!TryDate(to, out var end))
            {
                return new PeriodReading(everything, $"“{to}” is not a date, so everything is shown.");
            }

            return start > end
                ? new PeriodReading(everything, "The first date is after the last, so everything is shown.")
                : new PeriodReading(Widened(Dates, start, end), null);
        }

        return period switch
        {
            null or "" or Everything => new PeriodReading(everything, null),
            ThreeMonths => new PeriodReading(new ThroughlinePeriod(ThreeMonths, Back(today, 3), today), null),
            TwelveMonths => new PeriodReading(new ThroughlinePeriod(TwelveMonths, Back(today, 12), today), null),
            _ when period.Length == 4 && int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year >= 1900 && year <= today.Year + 1 => new PeriodReading(YearOf(year), null),
            _ => new PeriodReading(everything, $"“{period}” is not a period this page knows, so everything is shown."),
        };
    }

    /// <summary>The links above the picture: three months, twelve months, everything, and each year that has something in it.</summary>
    /// <param name="first">London date of the first thing on the line.</param>
    /// <param name="today">Today's London date.</param>
    public IReadOnlyList<PeriodLink> Links(DateOnly first, DateOnly today)
    {
        List<PeriodLink> links =
        [
            new("3 months", $"?period={ThreeMonths}", Name == ThreeMonths),
            new("12 months", $"?period={TwelveMonths}", Name == TwelveMonths),
            new("Everything", $"?period={Everything}", Name == Everything),
        ];
        for (var year = today.Year; year >= Math.Max(first.Year, today.Year - 29); year--)
        {
            var name = year.ToString("0000", CultureInfo.InvariantCulture);
            links.Add(new PeriodLink(name, $"?period={name}", Name == name));
        }

        return links;
    }

    /// <summary>The same length of time just before, or null when nothing is there.</summary>
    /// <param name="first">London date of the first thing on the line.</param>
    public PeriodLink? Earlier(DateOnly first)
    {
        if (From <= first || Name == Everything)
        {
            return null;
        }

        var start = DateOnly.FromDayNumber(Math.Max(0, From.DayNumber - (To.DayNumber - From.DayNumber)));
        return new PeriodLink($"Earlier: {DateWords.Range(start, From)}", $"?{DatesQuery(start, From)}", false);
    }

    /// <summary>The same length of time just after, or null when that is still to come.</summary>
    /// <param name="today">Today's London date.</param>
    public PeriodLink? Later(DateOnly today)
    {
        if (To >= today || Name == Everything)
        {
            return null;
        }

        var end = DateOnly.FromDayNumber(Math.Min(DateOnly.MaxValue.DayNumber, To.DayNumber + To.DayNumber - From.DayNumber));
        return new PeriodLink($"Later: {DateWords.Range(To, end)}", $"?{DatesQuery(To, end)}", false);
    }

    internal static string DatesQuery(DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}");

    private static ThroughlinePeriod All(DateOnly first, DateOnly today)
    {
        // A little air on the left, so that the first mark does not stand on the edge.
        var days = Math.Max(28, today.DayNumber - first.DayNumber);
        return new ThroughlinePeriod(Everything, DateOnly.FromDayNumber(Math.Max(0, today.DayNumber - days - Math.Max(7, days / 40))), today);
    }

    private static ThroughlinePeriod YearOf(int year) => new(
        year.ToString("0000", CultureInfo.InvariantCulture), new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    private static DateOnly Back(DateOnly today, int months) => today.DayNumber < months * 31 ? DateOnly.MinValue : today.AddMonths(-months);

    private static ThroughlinePeriod Widened(string name, DateOnly from, DateOnly to)
    {
        var missing = FewestDays - (to.DayNumber - from.DayNumber);
        if (missing <= 0)
        {
            return new ThroughlinePeriod(name, from, to);
        }

        var start = Math.Clamp(from.DayNumber - (missing / 2), 0, DateOnly.MaxValue.DayNumber - FewestDays);
        return new ThroughlinePeriod(
            name, DateOnly.FromDayNumber(start), DateOnly.FromDayNumber(Math.Max(start + FewestDays, Math.Min(to.DayNumber, DateOnly.MaxValue.DayNumber))));
    }

    private static bool TryDate(string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}

/// <summary>A period that can be drawn, and why it is not the one asked for.</summary>
/// <param name="Period">What to draw.</param>
/// <param name="Message">What was wrong with the question, in words to show, or null.</param>
public sealed record PeriodReading(ThroughlinePeriod Period, string? Message);

/// <summary>A link to another period.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Query">The query string, beginning with a question mark.</param>
/// <param name="IsCurrent">Whether it is the one being shown.</param>
public sealed record PeriodLink(string Label, string Query, bool IsCurrent);
