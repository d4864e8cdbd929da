using System.Globalization;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Trust;

namespace Throughline.Support;

/// <summary>
/// What a flag is about: always something about how the work is set up, and the organisation's to act on (E36). The other rules of the model wait
/// elsewhere as something that is due: late supervision, a talk to offer, a wall without a plan, a date that comes near, a word, a late review of trust.
/// </summary>
public enum FlagRule
{
    /// <summary>The last weeks asked more than is usual.</summary>
    LoadUp = 3,

    /// <summary>More hours, or more matches, than the role has.</summary>
    OverCap = 4,

    /// <summary>Far more unpaid hours on site than were planned.</summary>
    UnpaidHours = 5,

    /// <summary>They told whoever supervises them, more than once, that they are struggling. Nobody else is told.</summary>
    Wellbeing = 6,

    /// <summary>Several hard things happened to people they mentor.</summary>
    SetbackCluster = 7,

    /// <summary>They have not been among others for weeks.</summary>
    OnTheirOwn = 10,

    /// <summary>Long in one step, and they let the service know that they would like to move on.</summary>
    Stuck = 13,
}

/// <summary>The numbers behind the flags.</summary>
/// <param name="OwnDays">Days for which only the person sees a flag.</param>
/// <param name="StrugglingTimes">How often somebody says that they are struggling.</param>
/// <param name="StrugglingDays">Within how many days.</param>
/// <param name="Setbacks">How many setbacks.</param>
/// <param name="SetbackDays">Within how many days.</param>
/// <param name="AloneDays">How many days without a day on site and without a session.</param>
/// <param name="StuckWeeks">Weeks in one step.</param>
/// <param name="WishWeeks">Weeks since they let the service know that they would like to move on.</param>
public sealed record FlagNumbers(
    int OwnDays = 1, int StrugglingTimes = 2, int StrugglingDays = 14, int Setbacks = 2, int SetbackDays = 28, int AloneDays = 28, int StuckWeeks = 104, int WishWeeks = 26)
{
    /// <summary>The numbers as a scheme sets them.</summary>
    public static FlagNumbers Of(SettingValues settings) => new(
        settings.Whole(SettingKeys.FlagOwnDays), settings.Whole(SettingKeys.FlagStrugglingTimes), settings.Whole(SettingKeys.FlagStrugglingDays),
        settings.Whole(SettingKeys.FlagSetbacks), settings.Whole(SettingKeys.FlagSetbackDays), settings.Whole(SettingKeys.FlagAloneDays),
        settings.Whole(SettingKeys.ProgressStuckWeeks), settings.Whole(SettingKeys.ProgressAspirationWeeks));
}

/// <summary>When a flag is raised, whose it is to act on, and its words. From facts alone; never a score, and no two people are put side by side.</summary>
public static class FlagRules
{
    private static readonly Dictionary<FlagRule, (Hat Owner, string ToPerson, string AboutThem, string Ask)> All = new()
    {
        [FlagRule.LoadUp] = (Hat.Supervisor, "Your weeks have been heavy", "The last weeks asked a lot", "Ask what would make it lighter, and take something off."),
        [FlagRule.OverCap] = (Hat.Coordinator, "You have more to do than your role has", "They have more to do than the role has", "Share the work out, find somebody else for a match, or change what the role has."),
        [FlagRule.UnpaidHours] = (Hat.HeadOfService, "You are here far longer than planned, without pay", "Far more unpaid hours than were planned", "Ask what should change: pay, planned hours, or more people. Never ask them to stay away."),
        [FlagRule.Wellbeing] = (Hat.Supervisor, "You told your supervisor that you are struggling", "They told you that they are struggling", "Ask how they are, and what would help. Listen first."),
        [FlagRule.OnTheirOwn] = (Hat.Coordinator, "You have been on your own for some weeks", "They have been on their own for some weeks", "Ask them along to the next session or team morning, and ask if the days still fit."),
        [FlagRule.Stuck] = (Hat.HeadOfService, "You told us that you would like to move on, and nothing has moved", "They would like to move on, and nothing has moved", "Ask what stands in the way here: a post, a course, a reference, or a rule."),
        [FlagRule.SetbackCluster] = (Hat.Supervisor, "Hard things happened to people you mentor", "Hard things happened to people they mentor", "Make time to talk, and ask if somebody else should take a turn."),
    };

    /// <summary>Whose it is to act on; never the person's own (INV-124).</summary>
    public static Hat Owner(this FlagRule rule) => All[rule].Owner;

    /// <summary>What it says, to the person.</summary>
    public static string Name(this FlagRule rule) => All[rule].ToPerson;

    /// <summary>What it says, to whoever acts.</summary>
    public static string OfThem(this FlagRule rule) => All[rule].AboutThem;

    /// <summary>
    /// Whether whoever acts reads what it rests on. Hours with people, matches and hard things are worked out from what may be about somebody they may not know of:
    /// then the person alone reads it, and whoever acts reads what they may know on the page about load.
    /// </summary>
    public static bool EvidenceIsForAll(this FlagRule rule) => rule is FlagRule.UnpaidHours or FlagRule.Wellbeing or FlagRule.OnTheirOwn or FlagRule.Stuck;

    /// <summary>What whoever acts is asked to do.</summary>
    public static string Ask(this FlagRule rule) => All[rule].Ask;

    /// <summary>The rule in words, with its numbers as a scheme sets them: shown to the person and to whoever acts alike.</summary>
    public static string InWords(this FlagRule rule, FlagNumbers numbers, LoadRule load, HoursRule hours) => rule switch
    {
        FlagRule.LoadUp => $"The last whole weeks together came to at least {Number(load.Times)} times what is usual for this person, and to {Number(load.Least)} hours or more a week. Or one of them came to {Number(load.AnyWeek)} hours or more.",
        FlagRule.OverCap => "Last week had more hours with people, or more hours on site, than the role has. Or there are more matches than the role has. A match above the limit counts once the time that was agreed for it is over.",
        FlagRule.UnpaidHours => $"In each of the last {hours.Weeks} whole weeks the unpaid hours on site were more than {Number(hours.Times)} times those that were planned. And the hours on site were {Number(hours.Presence)} or more.",
        FlagRule.Wellbeing => $"They shared with their supervisor, {Times(numbers.StrugglingTimes)} in {numbers.StrugglingDays} days, that they are struggling.",
        FlagRule.SetbackCluster => $"Something hard happened to people they mentor, {Times(numbers.Setbacks)} in {numbers.SetbackDays} days.",
        FlagRule.OnTheirOwn => $"No day on site and no session for {numbers.AloneDays} days, counted from when they began or came back.",
        FlagRule.Stuck => $"{numbers.StuckWeeks} weeks or more in one step, and {numbers.WishWeeks} weeks or more since they let the service know that they would like to move on.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There are seven rules."),
    };

    /// <summary>Whether somebody said so often that they are struggling that somebody should ask.</summary>
    /// <param name="on">The London dates on which they said so.</param>
    /// <param name="today">The London date.</param>
    /// <param name="numbers">The numbers.</param>
    public static bool IsStruggling(IEnumerable<DateOnly> on, DateOnly today, FlagNumbers numbers) =>
        on.Distinct().Count(d => d <= today && d > today.AddDays(-numbers.StrugglingDays)) >= numbers.StrugglingTimes;

    /// <summary>Whether setbacks came close together.</summary>
    /// <param name="on">The London date of each.</param>
    /// <param name="today">The London date.</param>
    /// <param name="numbers">The numbers.</param>
    public static bool IsCluster(IEnumerable<DateOnly> on, DateOnly today, FlagNumbers numbers) =>
        on.Count(d => d <= today && d > today.AddDays(-numbers.SetbackDays)) >= numbers.Setbacks;

    /// <summary>
    /// Whether somebody has not been among others for so long. From their own days alone, and from when they began where there are none yet: who else was
    /// there is not asked, since that would tell of others.
    /// </summary>
    /// <param name="last">The London date of their last day on site or session, or on which they became active or came back, whichever is later.</param>
    /// <param name="today">The London date.</param>
    /// <param name="numbers">The numbers.</param>
    public static bool IsOnTheirOwn(DateOnly last, DateOnly today, FlagNumbers numbers) => last <= today.AddDays(-numbers.AloneDays);

    /// <summary>Whether somebody who would like to move on has been long in one step (CALC-11). Without their word to the service there is no such flag.</summary>
    /// <param name="since">The London date of the last change of step.</param>
    /// <param name="wished">The London date on which they let the service know; null for never, or where they took it back.</param>
    /// <param name="today">The London date.</param>
    /// <param name="numbers">The numbers.</param>
    public static bool IsStuck(DateOnly since, DateOnly? wished, DateOnly today, FlagNumbers numbers) =>
        since <= today.AddDays(-7 * numbers.StuckWeeks) && wished <= today.AddDays(-7 * numbers.WishWeeks);

    /// <summary>Whether a flag may be raised: there is none of its kind open, and what it rests on is newer than the end of the last.</summary>
    /// <param name="evidence">The London date of the newest that it rests on.</param>
    /// <param name="open">Whether one of its kind is open.</param>
    /// <param name="closed">When the last was closed; null for never.</param>
    public static bool MayRaise(DateOnly evidence, bool open, DateOnly? closed) => !open && (closed is null || evidence > closed);

    private static string Times(int times) => times switch { 1 => "once", 2 => "twice", _ => $"{times} times" };

    /// <summary>A number of hours as people read it: at most two digits after the point, and none that say nothing.</summary>
    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
