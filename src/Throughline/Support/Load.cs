using Throughline.Schemes;

namespace Throughline.Support;

/// <summary>What counts for how much, and from when on the service asks what would make it lighter.</summary>
/// <param name="Crisis">Hours that one concern about somebody's safety counts for.</param>
/// <param name="Setback">Hours that one setback of somebody they mentor counts for.</param>
/// <param name="Telling">Hours that telling their own story before others counts for.</param>
/// <param name="Hurt">Hours that a message which hurt counts for.</param>
/// <param name="Family">Hours that family and work in each other's way counts for.</param>
/// <param name="UsualWeeks">First whole active weeks from which it is learned what is usual for this person.</param>
/// <param name="Times">How many times what is usual.</param>
/// <param name="Least">Lowest weekly load at which a rise counts.</param>
/// <param name="AnyWeek">Load in one week that always counts.</param>
/// <param name="RecentWeeks">Last whole weeks that are looked at together.</param>
/// <param name="HurtLeast">How long a message that hurt has to stay before it counts.</param>
public sealed record LoadRule(
    decimal Crisis = 3, decimal Setback = 2, decimal Telling = 1, decimal Hurt = 1, decimal Family = 1, int UsualWeeks = 8, decimal Times = 1.5m, decimal Least = 6, decimal AnyWeek = 12,
    int RecentWeeks = 4, int HurtLeast = 2)
{
    /// <summary>The rule as a scheme sets it.</summary>
    public static LoadRule Of(SettingValues settings) => new(
        settings[SettingKeys.LoadCrisisWeight], settings[SettingKeys.LoadSetbackWeight], settings[SettingKeys.LoadTellingWeight], settings[SettingKeys.LoadUnderminingWeight],
        settings[SettingKeys.LoadFamilyWeight], settings.Whole(SettingKeys.LoadBaselineWeeks), settings[SettingKeys.LoadRiseTimes], settings[SettingKeys.LoadRiseLeast], settings[SettingKeys.LoadAnyWeek],
        settings.Whole(SettingKeys.LoadRecentWeeks), settings.Whole(SettingKeys.LoadHurtLeast));
}

/// <summary>What one week held, Monday to Sunday in London.</summary>
/// <param name="Monday">Its Monday.</param>
/// <param name="Contact">Hours with people, as logged.</param>
/// <param name="Crises">Concerns about somebody's safety that they raised.</param>
/// <param name="Setbacks">Setbacks of people they mentor.</param>
/// <param name="Tellings">Times they said that they told their own story before others.</param>
/// <param name="Hurts">Messages that hurt and stayed.</param>
/// <param name="Family">Times they said that family and work got in each other's way.</param>
/// <param name="Active">Whether they were active on every day of it.</param>
public sealed record LoadWeek(DateOnly Monday, decimal Contact, int Crises = 0, int Setbacks = 0, int Tellings = 0, int Hurts = 0, int Family = 0, bool Active = true)
{
    /// <summary>All of it in hours. Our own rule, and no tested scale.</summary>
    public decimal Sum(LoadRule rule) => Contact + (rule.Crisis * Crises) + (rule.Setback * Setbacks) + (rule.Telling * Tellings) + (rule.Hurt * Hurts) + (rule.Family * Family);
}

/// <summary>
/// How much a week asked of somebody (CALC-8): against what is usual for this person, never against anybody else. It says something about the work,
/// and nothing about who does it.
/// </summary>
public static class Load
{
    /// <summary>What is usual: the middle of the first whole active weeks; null until there are enough of them.</summary>
    /// <param name="weeks">Loads of whole active weeks, the oldest first.</param>
    /// <param name="rule">The rule.</param>
    public static decimal? Usual(IEnumerable<decimal> weeks, LoadRule rule)
    {
        var first = weeks.Take(rule.UsualWeeks).Order().ToList();
        return first.Count < rule.UsualWeeks ? null
            : first.Count % 2 == 1 ? first[first.Count / 2]
            : (first[(first.Count / 2) - 1] + first[first.Count / 2]) / 2;
    }

    /// <summary>Whether the last weeks asked more than is usual, or one of them a lot.</summary>
    /// <param name="weeks">Loads of whole weeks, the newest last; the last of them are looked at, as many as the rule says.</param>
    /// <param name="usual">What is usual; null where it is not known yet.</param>
    /// <param name="rule">The rule.</param>
    public static bool IsUp(IReadOnlyList<decimal> weeks, decimal? usual, LoadRule rule) => WeeksSince(weeks, usual, rule) is not null;

    /// <summary>
    /// How many whole weeks ago the newest week was that the rise rests on: 0 where the last weeks together asked more than is usual, otherwise that of the
    /// newest week which alone asked a lot; null where nothing rose.
    /// </summary>
    public static int? WeeksSince(IReadOnlyList<decimal> weeks, decimal? usual, LoadRule rule)
    {
        var last = weeks.TakeLast(rule.RecentWeeks).ToList();
        var heavy = last.FindLastIndex(w => w >= rule.AnyWeek);
        return last.Count == rule.RecentWeeks && usual is { } before && last.Average() >= rule.Times * before && last.Average() >= rule.Least ? 0
            : heavy < 0 ? null : last.Count - 1 - heavy;
    }
}
