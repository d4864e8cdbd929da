using System.Globalization;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

/// <summary>How the pages about trust and keys word what they show.</summary>
public static class TrustForms
{
    public static string Colour(LadderStep step) => step switch
    {
        { HeldUntil: not null } => "orange",
        { Counts: true } => "green",
        { State: TrustState.Offered or TrustState.Proposed } => "blue",
        _ => "grey",
    };

    /// <summary>Where a step stands, in a few words.</summary>
    public static string Standing(LadderStep step) => step switch
    {
        { HeldUntil: not null } => "On hold",
        { Counts: true } => "Granted",
        { State: TrustState.Offered } => "Offered",
        { State: TrustState.Proposed } => "Put forward",
        { State: TrustState.Withdrawn } => "Taken back",
        { Behind: true } => "From before",
        _ => "Not yet",
    };

    public static string Colour(TrustGrantPage grant) => grant.HoldStands ? "orange" : grant.State switch
    {
        TrustState.Active or TrustState.Suspended => "green",
        TrustState.Proposed or TrustState.Offered => "blue",
        _ => "grey",
    };

    public static string Standing(TrustGrantPage grant) => grant.State == TrustState.Suspended && !grant.HoldStands ? "Granted: the hold has run out" : grant.State.Name();

    /// <summary>What happened, as a heading: to the holder themselves, and to others.</summary>
    public static string What(TrustEvent what, bool own) => what switch
    {
        TrustEvent.Proposed => "Put forward",
        TrustEvent.Offered => own ? "What was seen in you" : "What was seen in them",
        TrustEvent.Accepted => "Accepted",
        TrustEvent.Declined => "Not taken up",
        TrustEvent.Reviewed => "Looked at again",
        TrustEvent.Held => "Put on hold",
        TrustEvent.HoldConfirmed => "A second person agreed to the hold",
        TrustEvent.Restored => "Given back",
        TrustEvent.WithdrawalAsked => "One person asked to take it back",
        TrustEvent.Withdrawn => "Taken back: a second person agreed",
        TrustEvent.Appealed => "Appeal",
        TrustEvent.AppealAnswered => "The answer to the appeal",
        _ => "Ended",
    };

    public static string Colour(KeyState state) => state switch
    {
        KeyState.Available => "green",
        KeyState.HandoverPending => "blue",
        KeyState.Held => "grey",
        KeyState.ReturnPending => "yellow",
        KeyState.ReportedLost => "orange",
        _ => "grey",
    };

    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<MilestoneKind>().Select(k => new Choice(k.ToString(), k.Name()))];

    public static string When(DateTimeOffset instant) => PeopleForms.When(instant);

    public static string Hours(DateTimeOffset until, DateTimeOffset now) => Math.Max(1, (int)Math.Ceiling((until - now).TotalHours)) switch
    {
        1 => "1 hour",
        var hours => string.Create(CultureInfo.InvariantCulture, $"{hours} hours"),
    };

    /// <summary>A name, or a word for somebody whose name is not shown.</summary>
    public static string Somebody(string? name) => name ?? "Somebody";
}
