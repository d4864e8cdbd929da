using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record DetailsOptions
{
    public string? Id { get; init; }
    public string? SummaryText { get; init; }
    public IHtmlContent? SummaryHtml { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public bool Open { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Details(DetailsOptions options) =>
        new Markup().Tag("details").AttrIfAny("id", options.Id).Class("govuk-details", options.Classes).Attrs(options.Attributes).Flag("open", options.Open)
            .Tag("summary").Class("govuk-details__summary")
            .Tag("span").Class("govuk-details__summary-text").Either(options.SummaryHtml, options.SummaryText).Close("span").Close("summary")
            .Tag("div").Class("govuk-details__text").Either(options.Html, options.Text).Close("div").Close("details");
}

/// <summary>More, for those who want it.</summary>
[HtmlTargetElement("govuk-details")]
public sealed class DetailsTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public string Summary { get; set; } = "";
    public bool Open { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.Details(new() { Html = content, SummaryText = Summary, Open = Open, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
