namespace Throughline;

/// <summary>Half-years that are over: numbers of one that still runs would tell of each thing as it comes.</summary>
internal static class HalfYears
{
    /// <summary>Those before a London date, the latest first.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly To)> Before(DateOnly today, int count)
    {
        var from = new DateOnly(today.Year, today.Month > 6 ? 7 : 1, 1);
        return [.. Enumerable.Range(1, count).Select(back => (from.AddMonths(-6 * back), from.AddMonths(-6 * (back - 1)).AddDays(-1)))];
    }
}
