using System.Globalization;
using Throughline.Mentoring;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Mentoring;

/// <summary>How the pages about mentoring word what they show.</summary>
public static class MentoringForms
{
    public static string Colour(MatchState state) => state switch
    {
        MatchState.Active => "green",
        MatchState.Trial => "turquoise",
        MatchState.Proposed or MatchState.MenteeMeeting => "blue",
        MatchState.OnHold or MatchState.Ending => "yellow",
        _ => "grey",
    };

    /// <summary>What an entry is, as a heading.</summary>
    public static string What(MatchEntryKind kind) => kind switch
    {
        MatchEntryKind.Decision => "Why these two",
        MatchEntryKind.Declined => "Did not go ahead",
        MatchEntryKind.Review => "How it goes",
        MatchEntryKind.Hold => "Put on hold",
        MatchEntryKind.Resumed => "Goes on",
        MatchEntryKind.EndingPlan => "How it is to end",
        MatchEntryKind.End => "It ended",
        MatchEntryKind.Stop or MatchEntryKind.SafetyStop => "It was stopped",
        _ => "Good to know for both to be safe",
    };

    /// <summary>A factor or a fit of 0 to 1000 as so many in ten.</summary>
    public static string InTen(short thousandths) => string.Create(CultureInfo.InvariantCulture, $"{thousandths / 100.0:0.#} of 10");

    public static string Weight(int thousandths) => string.Create(CultureInfo.InvariantCulture, $"{thousandths / 10} parts");

    public static string Minutes(int minutes) => minutes switch
    {
        1 => "1 minute",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes"),
        _ when minutes % 60 == 0 => minutes == 60 ? "1 hour" : string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} hours"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60} min"),
    };

    public static string Source(ReferralSource source) => source switch
    {
        ReferralSource.Self => "Asked themselves",
        ReferralSource.Staff => "Staff put them on the list",
        _ => "Came with a file",
    };

    public static IReadOnlyList<Choice> Modes { get; } = [.. Enum.GetValues<ContactMode>().Select(m => new Choice(m.ToString(), m.Name()))];

    public static IReadOnlyList<Choice> Places { get; } = [.. Enum.GetValues<ContactPlace>().Select(p => new Choice(p.ToString(), p.Name()))];

    public static IReadOnlyList<Choice> Loads { get; } = [.. Enumerable.Range(0, Contact.LoadMost + 1).Select(l => new Choice(l.ToString(CultureInfo.InvariantCulture), ContactWords.LoadName(l)))];

    public static IReadOnlyList<Choice> CheckAnswers { get; } =
        [.. Enumerable.Range(0, MatchCheck.AnswerMost + 1).Reverse().Select(a => new Choice(a.ToString(CultureInfo.InvariantCulture), MatchCheckWords.Answer(a)))];

    public static IReadOnlyList<Choice> Durations { get; } = [.. new[] { 15, 30, 45, 60, 90, 120 }.Select(m => new Choice(m.ToString(CultureInfo.InvariantCulture), Minutes(m)))];

    public static IReadOnlyList<Choice> Setbacks { get; } = [.. Enum.GetValues<SetbackKind>().Select(k => new Choice(k.ToString(), k.Name()))];

    public static IReadOnlyList<Choice> Slots { get; } = [.. Enumerable.Range(0, WeekSlots.Count).Select(s => new Choice(s.ToString(CultureInfo.InvariantCulture), WeekSlots.Name(s)))];

    /// <summary>When two could meet, in a few words.</summary>
    public static string Together(IReadOnlyList<string> slots) => slots.Count switch
    {
        0 => "Not known yet",
        <= 3 => string.Join(", ", slots),
        _ => $"{string.Join(", ", slots.Take(3))} and {slots.Count - 3} more",
    };
}
