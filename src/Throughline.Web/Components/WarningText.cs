using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record WarningTextOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? IconFallbackText { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent WarningText(WarningTextOptions options) =>
        new Markup().Tag("div").Class("govuk-warning-text", options.Classes).Attrs(options.Attributes)
            .Tag("span").Class("govuk-warning-text__icon").Attr("aria-hidden", "true").Text("!").Close("span")
            .Tag("strong").Class("govuk-warning-text__text")
            .Tag("span").Class("govuk-visually-hidden").Text(Markup.Has(options.IconFallbackText) ? options.IconFallbackText : "Warning").Close("span")
            .Text(" ").Either(options.Html, options.Text).Close("strong").Close("div");
}

/// <summary>Says that something cannot be undone, or matters in law.</summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.WarningText(new() { Html = content, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
