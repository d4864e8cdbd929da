using System.Globalization;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding;

/// <summary>How the pages about safety word what they show.</summary>
public static class SafeguardingForms
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<SafeguardingKind>().Select(k => new Choice(k.ToString(), k.Name()))];

    public static IReadOnlyList<Choice> Consents { get; } = [.. Enum.GetValues<ConsentSought>().Select(c => new Choice(c.ToString(), c.Name()))];

    public static string Colour(SafeguardingState state) => state switch
    {
        SafeguardingState.Raised => "orange",
        SafeguardingState.ImmediateDanger or SafeguardingState.EmergencyCalled => "red",
        SafeguardingState.Acknowledged or SafeguardingState.Triaged => "yellow",
        SafeguardingState.Closed => "grey",
        _ => "blue",
    };

    /// <summary>An instant with its day of the week: "Friday 27 November at 5:00pm".</summary>
    public static string Moment(DateTimeOffset instant) => $"{instant.InLondon().ToString("dddd d MMMM", British)} at {PeopleForms.Time(instant)}";

    /// <summary>A stretch in words.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset to) =>
        from.LondonDate() == to.LondonDate() ? $"{Moment(from)} to {PeopleForms.Time(to)}" : $"{Moment(from)} to {Moment(to)}";

    /// <summary>How long until, or since, in words.</summary>
    public static string Timer(DateTimeOffset at, DateTimeOffset now)
    {
        var length = (at - now).Duration();
        var words = length.TotalMinutes < 1.5 ? "a minute"
            : length.TotalMinutes < 90 ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0} minutes")
            : length.TotalHours < 36 ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0} hours")
            : string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays:0} days");
        return at >= now ? $"in {words}" : $"{words} ago";
    }

    public static string Place(int place) => place == 1 ? "First" : "Next";
}
