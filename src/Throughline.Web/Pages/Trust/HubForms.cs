using System.Globalization;
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

    public static string Short(DateOnly date) => date.ToString("ddd d MMMM", CultureInfo.GetCultureInfo("en-GB"));

    /// <summary>Hours as people read them: at most two digits after the point.</summary>
    public static string Number(decimal hours) => Math.Round(hours, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Pounds(decimal amount) => amount.ToString("£#,##0.00", CultureInfo.InvariantCulture);

    /// <summary>U of a week: unpaid hours for each planned hour.</summary>
    public static string Times(WeekHours week) => week.Times is { } times ? Number(times) : week.Unrostered > 0 ? "Nothing planned" : "–";
}
