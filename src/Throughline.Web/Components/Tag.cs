using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record TagOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Tag(TagOptions options) =>
        new Markup().Tag("strong").Class("govuk-tag", options.Classes).Attrs(options.Attributes)
            .Either(options.Html, options.Text).Close("strong");
}

/// <summary>A word on the state of something.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    /// <summary>grey, green, turquoise, blue, light-blue, purple, pink, red, orange or yellow. The word says it all the same.</summary>
    public string? Colour { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var component = Govuk.Tag(new() { Html = content, Classes = Colour is null ? Classes : $"govuk-tag--{Colour} {Classes}".TrimEnd(), Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(component);
    }
}
