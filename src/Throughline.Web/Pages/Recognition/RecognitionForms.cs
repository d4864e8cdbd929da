using System.Globalization;
using Microsoft.AspNetCore.Html;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Components.Throughlines;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition;

/// <summary>The choices and the wording of the pages about recognition.</summary>
public static class RecognitionForms
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>What stands for a place that is none of the sites.</summary>
    public static readonly string Elsewhere = Guid.Empty.ToString();

    public static IReadOnlyList<Choice> Dimensions { get; } = [.. Enum.GetValues<MessageDimension>().Select(d => new Choice(d.ToString(), d.Name()))];

    public static IReadOnlyList<Choice> Sources { get; } = [.. Enum.GetValues<SourceClass>().Select(s => new Choice(s.ToString(), s.Name()))];

    public static IReadOnlyList<Choice> Settings { get; } = [.. Enum.GetValues<MessageSetting>().Select(s => new Choice(s.ToString(), s.Name()))];

    public static IReadOnlyList<Choice> Values { get; } = [.. Enumerable.Range(-2, 5).Reverse().Select(v => new Choice(v.ToString(CultureInfo.InvariantCulture), RecognitionWords.Felt(v)))];

    public static IReadOnlyList<Choice> Impacts { get; } = [.. Enumerable.Range(0, 4).Select(v => new Choice(v.ToString(CultureInfo.InvariantCulture), RecognitionWords.Stays(v)))];

    public static IReadOnlyList<Choice> Betweens { get; } = [.. Enumerable.Range(0, WeeklyPulse.BetweenMost + 1).Select(v => new Choice(v.ToString(CultureInfo.InvariantCulture), RecognitionWords.Between(v)))];

    public static IReadOnlyList<Choice> Prompts { get; } = [.. Enum.GetValues<BeliefPrompt>().Select(p => new Choice(p.ToString(), p.Name()))];

    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<OpportunityKind>().Select(k => new Choice(k.ToString(), k.Name()))];

    public static IReadOnlyList<Choice> Outcomes { get; } = [.. Enum.GetValues<OpportunityOutcome>().Select(o => new Choice(o.ToString(), o.Name()))];

    /// <summary>What stands for a week without contact.</summary>
    public const string NoContact = "none";

    /// <summary>One answer of the weekly questions, in two or three words.</summary>
    public static IReadOnlyList<Choice> PulseValues { get; } =
        [new("2", "Very kind"), new("1", "Kind"), new("0", "Neither"), new("-1", "Cold"), new("-2", "Very cold"), new(NoContact, "No contact")];

    public static IReadOnlyList<Choice> Places(IEnumerable<PlaceChoice> places) => [.. places.Select(p => new Choice(p.Id.ToString(), p.Name)), new Choice(Elsewhere, "Somewhere else")];

    public static IReadOnlyList<Choice> Places(IEnumerable<Throughline.People.Named> places) => [.. places.Select(p => new Choice(p.Id.ToString(), p.Name)), new Choice(Elsewhere, "Somewhere else")];

    public static Guid? Id(string? typed) => Guid.TryParse(typed, out var id) ? id : null;

    public static T? Of<T>(string? typed)
        where T : struct, Enum => Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) ? value : null;

    public static int? Number(string? typed) => int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>A number with a sign and two places, as it is read out: 1.25, −0.6.</summary>
    public static string Signed(double value) => value.ToString("0.0#", CultureInfo.InvariantCulture).Replace('-', '−');

    public static string Percent(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    public static string Colour(int value) => value > 0 ? "green" : value < 0 ? "blue" : "grey";

    public static string Colour(PlaceWord word) => word switch
    {
        PlaceWord.Enabling => "green",
        PlaceWord.Mixed => "yellow",
        PlaceWord.Entrapping => "orange",
        _ => "grey",
    };

    /// <summary>The word for a place; where answers are missing for it, how many.</summary>
    public static string Name(PlaceWord word, int unanswered) => word == PlaceWord.NotAnswered ? $"{word.Name()}: {unanswered}" : word.Name();

    /// <summary>How many, or a dash where that may not be shown.</summary>
    public static string Figure(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "–";

    /// <summary>What a figure for a whole scheme says, in one sentence.</summary>
    public static string Words(SchemeMeasure measure) => measure.Kind switch
    {
        ClimateMeasureKind.ShutJob => $"{Count(measure.Hits, "job was", "jobs were")} shut on people",
        ClimateMeasureKind.ShutPromotion => $"{Count(measure.Hits, "step up was", "steps up were")} shut on people",
        ClimateMeasureKind.ShutTraining => $"{Count(measure.Hits, "place for training was", "places for training were")} shut on people",
        ClimateMeasureKind.ShutAccess => $"{Count(measure.Hits, "way in was", "ways in were")} shut on people",
        ClimateMeasureKind.ShutRole => $"{Count(measure.Hits, "role or task was", "roles or tasks were")} shut on people",
        ClimateMeasureKind.DaysToOneToOne => $"From the first day to seeing people one to one: half waited {Days(measure)} days or less. {measure.Of} people got there",
        ClimateMeasureKind.DaysToAlone => $"From the first day to working alone: half waited {Days(measure)} days or less. {measure.Of} people got there",
        ClimateMeasureKind.DaysToKey => $"From the first day to a key: half waited {Days(measure)} days or less. {measure.Of} people got there",
        ClimateMeasureKind.TrustHolds => $"{Count(measure.Hits, "step of trust was", "steps of trust were")} put on hold, out of {measure.Of}. That is {measure.Value:0.#} for each 100 months of trust",
        ClimateMeasureKind.TrustRestored => $"{measure.Hits} of {measure.Of} holds ended with trust given back",
        ClimateMeasureKind.BeliefInTime => $"{measure.Hits} of {measure.Of} new people heard in time what staff see in them",
        _ => "",
    };

    /// <summary>The rule behind a figure for a whole scheme, in words; null where the figure says all of it.</summary>
    public static string? Rule(SchemeMeasure measure, int? beliefDays) => measure.Kind switch
    {
        ClimateMeasureKind.DaysToOneToOne or ClimateMeasureKind.DaysToAlone or ClimateMeasureKind.DaysToKey =>
            "We count from the first day at work in a role to the day they said yes to the step. Steps that began in this time are in it",
        ClimateMeasureKind.TrustHolds => "Each step counts for the days on which it stood in this time. A month is 30.4 days",
        ClimateMeasureKind.TrustRestored => "Only holds that ended in this time are in it. The rest of them ended with trust taken back",
        ClimateMeasureKind.BeliefInTime => $"In time means soon after the first day at work, or before it{(beliefDays is { } days ? $": within {days} days" : "")}. People whose days were up in this time are in it",
        _ => null,
    };

    /// <summary>The period in words.</summary>
    public static string Period(DateOnly from, DateOnly to) => $"{PeopleForms.Day(from)} to {PeopleForms.Day(to)}";

    /// <summary>Kind and cold messages as two bars on either side of a line, with the interval of the kind share. Its table stands beside it.</summary>
    public static IHtmlContent Balance(ClimateFigures figures)
    {
        const int Width = 480, Height = 46;
        var kind = (figures.Share ?? 0) * Width;
        var text = new SvgText();
        text.Raw("<svg class=\"tl-balance\"").Attr("viewBox", $"0 0 {Width} {Height}").Raw(" aria-hidden=\"true\" focusable=\"false\">")
            .Raw("<rect class=\"tl-balance__kind\"").Attr("x", 0).Attr("y", 4).Attr("width", kind).Attr("height", 24).Raw("/>")
            .Raw("<rect class=\"tl-balance__cold\"").Attr("x", kind).Attr("y", 4).Attr("width", Width - kind).Attr("height", 24).Raw("/>")
            .Raw("<path class=\"tl-balance__half\"").Attr("d", SvgText.Path($"M{Width / 2},0V{Height}")).Raw("/>");
        if (figures is { Low: { } low, High: { } high })
        {
            text.Raw("<path class=\"tl-balance__range\"").Attr("d", SvgText.Path($"M{low * Width},38H{high * Width}M{low * Width},34V42M{high * Width},34V42")).Raw("/>");
        }

        return new HtmlString(text.Raw("</svg>").ToString());
    }

    private static string Days(SchemeMeasure measure) => (measure.Value ?? 0).ToString("0.#", British);
}
