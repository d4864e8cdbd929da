using Throughline.Schemes;

namespace Throughline.Trust;

/// <summary>A stay as the calculation needs it.</summary>
/// <param name="In">When they came.</param>
/// <param name="Out">When they left; for somebody who is there, the present instant.</param>
/// <param name="Paid">Whether they are paid for it: by the session or by salary. Expenses are not pay.</param>
public sealed record Stay(DateTimeOffset In, DateTimeOffset Out, bool Paid);

/// <summary>When hours on site are asked about. The person is asked first, and the question is the organisation's to answer.</summary>
/// <param name="Presence">Hours on site in a week, from which.</param>
/// <param name="Times">How many times the planned hours; more than this.</param>
/// <param name="Weeks">How many weeks in a row.</param>
public sealed record HoursRule(decimal Presence, decimal Times, int Weeks)
{
    /// <summary>The shipped defaults.</summary>
    public static HoursRule Default { get; } = new(8, 2, 4);

    /// <summary>The rule as a scheme sets it.</summary>
    public static HoursRule Of(SettingValues settings) => new(
        settings[SettingKeys.HoursPromptPresence], settings[SettingKeys.HoursPromptTimesRostered], settings.Whole(SettingKeys.HoursPromptWeeks));
}

/// <summary>The hours of one week, Monday to Sunday in London.</summary>
/// <param name="Monday">Its Monday.</param>
/// <param name="Presence">Hours on site that passed.</param>
/// <param name="Unpaid">Those of them without pay.</param>
/// <param name="Rostered">Hours planned.</param>
public sealed record WeekHours(DateOnly Monday, decimal Presence, decimal Unpaid, decimal Rostered)
{
    /// <summary>Unpaid hours on site for each planned hour; null where none were planned: that is unrostered presence, not a ratio.</summary>
    public decimal? Times => Rostered > 0 ? Unpaid / Rostered : null;

    /// <summary>Unpaid hours on site in a week for which nothing was planned.</summary>
    public decimal Unrostered => Rostered > 0 ? 0 : Unpaid;

    /// <summary>True for a week that counts towards asking: enough hours on site, and more than so many times those planned.</summary>
    public bool IsOver(HoursRule rule) => Presence >= rule.Presence && Times > rule.Times;
}

/// <summary>
/// Hours on site against hours planned (CALC-7). Hours are time that passed: a night on which the clocks change has one fewer or one more. Says
/// nothing about a person: it asks the service whether it leans on somebody who is not paid.
/// </summary>
public static class Hours
{
    /// <summary>The Monday of a date's week.</summary>
    public static DateOnly Monday(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + 6) % 7));

    /// <summary>The hours of each of several weeks in a row. A stay over midnight on Sunday counts in both weeks, each its part.</summary>
    /// <param name="stays">Stays, in any order, none overlapping another.</param>
    /// <param name="rostered">Hours planned for the week of a Monday.</param>
    /// <param name="from">A date in the first week.</param>
    /// <param name="weeks">How many weeks.</param>
    public static IReadOnlyList<WeekHours> Weekly(IEnumerable<Stay> stays, Func<DateOnly, decimal> rostered, DateOnly from, int weeks)
    {
        var all = stays.ToList();
        return [.. Enumerable.Range(0, weeks).Select(week =>
        {
            var monday = Monday(from).AddDays(7 * week);
            var (begins, ends) = (monday.StartInLondon(), monday.AddDays(7).StartInLondon());
            var parts = all.Select(s => (s.Paid, Hours: Shared(s, begins, ends))).ToList();
            return new WeekHours(monday, parts.Sum(p => p.Hours), parts.Where(p => !p.Paid).Sum(p => p.Hours), rostered(monday));
        })];
    }

    /// <summary>True when the last weeks, as many in a row as the rule says, were each over it.</summary>
    /// <param name="weeks">Weeks in order, the newest last.</param>
    /// <param name="rule">The rule.</param>
    public static bool AsksAboutUnpaid(IReadOnlyList<WeekHours> weeks, HoursRule rule) =>
        weeks.Count >= rule.Weeks && weeks.TakeLast(rule.Weeks).All(w => w.IsOver(rule));

    /// <summary>What unpaid hours would have cost at a rate of pay: a cost that nobody paid, never money saved.</summary>
    public static decimal WouldHaveCost(decimal unpaidHours, decimal rate) => Math.Round(unpaidHours * rate, 2, MidpointRounding.AwayFromZero);

    private static decimal Shared(Stay stay, DateTimeOffset from, DateTimeOffset to)
    {
        var (begins, ends) = (stay.In > from ? stay.In : from, stay.Out < to ? stay.Out : to);
        return ends > begins ? (decimal)(ends - begins).Ticks / TimeSpan.TicksPerHour : 0;
    }
}
