using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record BackLinkOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent BackLink(BackLinkOptions options)
    {
        var to = new Markup().Tag("a").Attr("href", Markup.Has(options.Href) ? options.Href : "#").Class("govuk-back-link", options.Classes)
            .Attrs(options.Attributes);
        return to.Either(options.Html, Markup.Has(options.Text) ? options.Text : "Back").Close("a");
    }
}

/// <summary>One step back. Put it in the BeforeContent section.</summary>
[HtmlTargetElement("govuk-back-link")]
public sealed class BackLinkTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.BackLink(new() { Href = Href, Html = content.IsEmptyOrWhiteSpace ? null : content, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
