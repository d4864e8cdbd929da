using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record PanelOptions
{
    public string? TitleText { get; init; }
    public IHtmlContent? TitleHtml { get; init; }
    public string? HeadingLevel { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Panel(PanelOptions options)
    {
        var heading = "h" + (Markup.Has(options.HeadingLevel) ? options.HeadingLevel : "1");
        var to = new Markup().Tag("div").Class("govuk-panel govuk-panel--confirmation", options.Classes).Attrs(options.Attributes)
            .Tag(heading).Class("govuk-panel__title").Either(options.TitleHtml, options.TitleText).Close(heading);
        if (options.Html is not null || Markup.Has(options.Text))
        {
            to.Tag("div").Class("govuk-panel__body").Either(options.Html, options.Text).Close("div");
        }
        return to.Close("div");
    }
}

/// <summary>Says that something is done, at the end of a task.</summary>
[HtmlTargetElement("govuk-panel")]
public sealed class PanelTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public string Title { get; set; } = "";
    public string? HeadingLevel { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.Panel(new() { TitleText = Title, HeadingLevel = HeadingLevel, Html = content.IsEmptyOrWhiteSpace ? null : content, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
