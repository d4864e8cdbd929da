using Throughline.Trust;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Trust;

/// <summary>How the pages about spaces and hubs word what they show.</summary>
public static class HubForms
{
    /// <summary>Said with every list of who is in, to everybody alike.</summary>
    public const string NotEverybody = "This list may not name everybody who is here.";

    public static IReadOnlyList<Choice> Purposes { get; } = [.. Enum.GetValues<SpacePurpose>().Select(p => new Choice(p.ToString(), p.Name()))];

    public static string Colour(OpeningState state) => state switch
    {
        OpeningState.OpenToServiceUsers => "green",
        OpeningState.OpenPeersOnly => "yellow",
        OpeningState.Unlocked => "blue",
        _ => "grey",
    };

    public static string Colour(RosterStanding standing) => standing switch
    {
        RosterStanding.Came => "green",
        RosterStanding.Gap => "orange",
        RosterStanding.NotRostered => "red",
        _ => "blue",
    };

    public static string As(PresentAs presentAs) => presentAs switch
    {
        PresentAs.ServiceUser => "People who use the service",
        PresentAs.PeerWorker => "Peer workers",
        PresentAs.Staff => "Staff",
        _ => "Visitors",
    };

    public static string Usual(TimeOnly opens, TimeOnly closes) => $"{HubWords.Time(opens)} to {HubWords.Time(closes)}";

    public static string Short(DateOnly date) => date.ToString("ddd d MMMM", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
}
