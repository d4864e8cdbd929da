using Throughline.Delivery.Programmes;

namespace Throughline.Web.Pages.Delivery.Programmes;

public static class ProgrammeForms
{
    public static string Colour(ProgrammeState state) => state switch
    {
        ProgrammeState.Approved or ProgrammeState.Delivering => "green",
        ProgrammeState.PeerReview or ProgrammeState.Finalised => "yellow",
        ProgrammeState.Retired => "grey",
        _ => "blue",
    };

    /// <summary>What moving a version there is called on a button; null where it is done on another page or by itself.</summary>
    public static string? Verb(ProgrammeState from, ProgrammeState to) => to switch
    {
        ProgrammeState.CoDesign => "Begin to work it out together",
        ProgrammeState.Draft when from == ProgrammeState.CoDesign => "Begin to write it",
        ProgrammeState.Draft => "Send it back to be written",
        ProgrammeState.PeerReview => "Ask peers to read it",
        ProgrammeState.Finalised => "Say that nothing is left to write",
        ProgrammeState.Approved => "Approve it",
        ProgrammeState.Revised => "Begin a new version",
        ProgrammeState.Retired => "Retire it",
        _ => null,
    };

    /// <summary>What follows, in a sentence.</summary>
    public static string Follows(ProgrammeState from, ProgrammeState to) => to switch
    {
        ProgrammeState.CoDesign => "Peers and staff work out what it is to be. Sessions can be written from now on.",
        ProgrammeState.Draft when from == ProgrammeState.CoDesign => "What you worked out is written down, session by session.",
        ProgrammeState.Draft => "It can be changed again. Peers are asked to read it again afterwards.",
        ProgrammeState.PeerReview => "Its words stay as they are while peers read it and say what they think.",
        ProgrammeState.Finalised => "It then waits for approval.",
        ProgrammeState.Approved => "Groups can run it. You say so with your name.",
        ProgrammeState.Revised => "The new version begins with the same sessions and authors. Groups that run this one go on with it.",
        _ => "No group can begin to run it any more. What has been stays as it was.",
    };
}
