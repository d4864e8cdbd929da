using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record SkipLinkOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent SkipLink(SkipLinkOptions options) =>
        new Markup().Tag("a").Attr("href", Markup.Has(options.Href) ? options.Href : "#content").Class("govuk-skip-link", options.Classes)
            .Attrs(options.Attributes).Attr("data-module", "govuk-skip-link").Either(options.Html, options.Text).Close("a");
}

/// <summary>The first link of a page, for people who use the keyboard.</summary>
[HtmlTargetElement("govuk-skip-link")]
public sealed class SkipLinkTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public string Href { get; set; } = "#main-content";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.SkipLink(new() { Href = Href, Html = content, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
