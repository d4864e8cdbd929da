using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

/// <summary>How the pages about clearance word what they show.</summary>
public static class ClearanceForms
{
    public static IReadOnlyList<Choice> Outcomes { get; } =
    [
        new(nameof(ClearanceOutcome.Cleared), Name(ClearanceOutcome.Cleared)),
        new(nameof(ClearanceOutcome.ClearedWithLimits), Name(ClearanceOutcome.ClearedWithLimits), "Do not write down what the limits are"),
    ];

    public static string Name(ClearanceOutcome outcome) => outcome == ClearanceOutcome.Cleared ? "Cleared" : "Cleared, with limits";

    public static string Name(DutyLine line) => line.Standing switch
    {
        DutyStanding.Holds or DutyStanding.RunsOutSoon => Name(line.Outcome),
        DutyStanding.Begins => "Not yet",
        _ => "Not rostered",
    };

    public static string Days(DutyLine line) => line.Standing switch
    {
        DutyStanding.Holds => $"Until {PeopleForms.Day(line.Until)}",
        DutyStanding.RunsOutSoon => $"Runs out on {PeopleForms.Day(line.Until)}",
        DutyStanding.Begins => $"From {PeopleForms.Day(line.From)}",
        _ => $"Ran out on {PeopleForms.Day(line.Until)}. The role goes on",
    };

    public static string Colour(DutyStanding standing) => standing switch
    {
        DutyStanding.Holds => "green",
        DutyStanding.RunsOutSoon => "yellow",
        DutyStanding.Begins => "blue",
        _ => "grey",
    };

    public static string Colour(VettingState state) => state switch
    {
        VettingState.Cleared or VettingState.ClearedWithLimits => "green",
        VettingState.Expiring => "yellow",
        VettingState.NotNeeded or VettingState.Expired or VettingState.Renewed or VettingState.RefusedFinal => "grey",
        _ => "blue",
    };

    public static string Colour(ApprovalState state) => state switch
    {
        ApprovalState.Given => "green",
        ApprovalState.Refused => "grey",
        _ => "blue",
    };

    public static string Name(ClearanceWait wait) => wait switch
    {
        ClearanceWait.NeedsHearer => "An appeal that nobody hears yet",
        ClearanceWait.NothingAsked => "Trained, and no clearance asked for",
        ClearanceWait.RanOut => "Ran out: not rostered",
        ClearanceWait.RunsOut => "Runs out soon",
        ClearanceWait.WithOfficer => "The officer has been asked",
        _ => "In hand",
    };

    public static string Colour(ClearanceWait wait) => wait switch
    {
        ClearanceWait.NeedsHearer => "orange",
        ClearanceWait.NothingAsked or ClearanceWait.RanOut or ClearanceWait.RunsOut => "yellow",
        _ => "blue",
    };

    /// <summary>What the day on a line of the list means.</summary>
    public static string On(WaitingClearance row) => row.Wait switch
    {
        ClearanceWait.RunsOut => $"On {PeopleForms.Day(row.On)}",
        ClearanceWait.RanOut => $"On {PeopleForms.Day(row.On)}",
        _ => $"Since {PeopleForms.Day(row.On)}",
    };

    public static IReadOnlyList<Choice> Of(IEnumerable<Coded> items) => [.. items.Select(i => new Choice(i.Code, i.Name, i.Hint))];
}
