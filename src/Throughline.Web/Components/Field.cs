using Microsoft.AspNetCore.Html;

namespace Throughline.Web.Components;

// What fields are made of: label, hint, message, fieldset and the group around them.

public sealed record LabelOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? For { get; init; }
    public string? Classes { get; init; }
    public bool IsPageHeading { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record HintOptions
{
    public string? Id { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record ErrorMessageOptions
{
    public string? Id { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public string? VisuallyHiddenText { get; init; } = "Error";
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record LegendOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public bool IsPageHeading { get; init; }
}

public sealed record FieldsetOptions
{
    public LegendOptions? Legend { get; init; }
    public string? Classes { get; init; }
    public string? Role { get; init; }
    public string? DescribedBy { get; init; }
    public IHtmlContent? Html { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record SlotOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }

    internal bool HasContent => Html is not null || Markup.Has(Text);
}

public sealed record FormGroupOptions
{
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
    public SlotOptions? BeforeInput { get; init; }
    public SlotOptions? AfterInput { get; init; }
    public SlotOptions? BeforeInputs { get; init; }
    public SlotOptions? AfterInputs { get; init; }
}

/// <summary>The components of GOV.UK Frontend, each rendered from its options.</summary>
public static partial class Govuk
{
    public static IHtmlContent Label(LabelOptions options) => new Markup().Label(options);

    public static IHtmlContent Hint(HintOptions options) => new Markup().Hint(options);

    public static IHtmlContent ErrorMessage(ErrorMessageOptions options) => new Markup().ErrorMessage(options);

    public static IHtmlContent Fieldset(FieldsetOptions options) =>
        new Markup().Fieldset(options, options.DescribedBy, options.Role, options.Html);

    private static Markup Label(this Markup to, LabelOptions? options)
    {
        if (options is null || (options.Html is null && !Markup.Has(options.Text)))
        {
            return to;
        }
        if (options.IsPageHeading)
        {
            to.Tag("h1").Class("govuk-label-wrapper");
        }
        to.Tag("label").Class("govuk-label", options.Classes).Attrs(options.Attributes).AttrIfAny("for", options.For)
            .Either(options.Html, options.Text).Close("label");
        return options.IsPageHeading ? to.Close("h1") : to;
    }

    private static Markup Hint(this Markup to, HintOptions options) =>
        to.Tag("div").AttrIfAny("id", options.Id).Class("govuk-hint", options.Classes).Attrs(options.Attributes)
            .Either(options.Html, options.Text).Close("div");

    private static Markup ErrorMessage(this Markup to, ErrorMessageOptions options)
    {
        to.Tag("p").AttrIfAny("id", options.Id).Class("govuk-error-message", options.Classes).Attrs(options.Attributes);
        if (Markup.Has(options.VisuallyHiddenText))
        {
            to.Tag("span").Class("govuk-visually-hidden").Text(options.VisuallyHiddenText + ":").Close("span").Text(" ");
        }
        return to.Either(options.Html, options.Text).Close("p");
    }

    private static Markup Fieldset(this Markup to, FieldsetOptions options, string? describedBy, string? role, IHtmlContent? content)
    {
        to.Tag("fieldset").Class("govuk-fieldset", options.Classes).AttrIfAny("role", role)
            .AttrIfAny("aria-describedby", describedBy).Attrs(options.Attributes);
        if (options.Legend is { } legend && (legend.Html is not null || Markup.Has(legend.Text)))
        {
            to.Tag("legend").Class("govuk-fieldset__legend", legend.Classes);
            if (legend.IsPageHeading)
            {
                to.Tag("h1").Class("govuk-fieldset__heading").Either(legend.Html, legend.Text).Close("h1");
            }
            else
            {
                to.Either(legend.Html, legend.Text);
            }
            to.Close("legend");
        }
        return to.Html(content).Close("fieldset");
    }

    private static Markup OpenGroup(this Markup to, FormGroupOptions? group, bool error, string? classes = null) =>
        to.Tag("div").Class("govuk-form-group", error ? "govuk-form-group--error" : null, classes, group?.Classes).Attrs(group?.Attributes);

    /// <summary>Writes hint and message and returns the ids that describe the field, after those it already had.</summary>
    private static string? HintAndError(this Markup to, string? id, HintOptions? hint, ErrorMessageOptions? error, string? describedBy)
    {
        if (hint is not null)
        {
            var hintId = id + "-hint";
            describedBy = Join(describedBy, hintId);
            to.Hint(hint with { Id = hintId });
        }
        if (error is not null)
        {
            var errorId = id + "-error";
            describedBy = Join(describedBy, errorId);
            to.ErrorMessage(error with { Id = errorId });
        }
        return describedBy;
    }

    private static Markup Slot(this Markup to, SlotOptions? slot) => slot is null ? to : to.Either(slot.Html, slot.Text);

    private static string? Join(string? first, string? second) =>
        !Markup.Has(first) ? second : !Markup.Has(second) ? first : first + " " + second;

    private static string? Truth(bool? value) => value is null ? null : value.Value ? "true" : "false";
}
