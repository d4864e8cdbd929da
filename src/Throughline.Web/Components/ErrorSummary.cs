using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record ErrorSummaryItem
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record ErrorSummaryOptions
{
    public string? TitleText { get; init; }
    public IHtmlContent? TitleHtml { get; init; }
    public string? DescriptionText { get; init; }
    public IHtmlContent? DescriptionHtml { get; init; }
    public IReadOnlyList<ErrorSummaryItem> ErrorList { get; init; } = [];
    public bool? DisableAutoFocus { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent ErrorSummary(ErrorSummaryOptions options)
    {
        var to = new Markup();
        to.Tag("div").Class("govuk-error-summary", options.Classes).Attr("data-disable-auto-focus", Truth(options.DisableAutoFocus))
            .Attrs(options.Attributes).Attr("data-module", "govuk-error-summary")
            .Tag("div").Attr("role", "alert")
            .Tag("h2").Class("govuk-error-summary__title").Either(options.TitleHtml, options.TitleText).Close("h2")
            .Tag("div").Class("govuk-error-summary__body");
        if (options.DescriptionHtml is not null || Markup.Has(options.DescriptionText))
        {
            to.Tag("p").Either(options.DescriptionHtml, options.DescriptionText).Close("p");
        }
        if (options.ErrorList.Count > 0)
        {
            to.Tag("ul").Class("govuk-list", "govuk-error-summary__list");
            foreach (var item in options.ErrorList)
            {
                to.Tag("li");
                if (Markup.Has(item.Href))
                {
                    to.Tag("a").Attr("href", item.Href).Attrs(item.Attributes).Either(item.Html, item.Text).Close("a");
                }
                else
                {
                    to.Either(item.Html, item.Text);
                }
                to.Close("li");
            }
            to.Close("ul");
        }
        return to.Close("div").Close("div").Close("div");
    }
}

/// <summary>
/// Every message in ModelState, each a link to its field; nothing when there is none. Put it first on the page.
/// An error under the key "" stands without a link.
/// </summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    public string Title { get; set; } = "There is a problem";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ModelState;
        var items = new List<ErrorSummaryItem>();
        foreach (var (key, entry) in state)
        {
            if (entry is not null && FieldTagHelper.MessageOf(entry) is { } message)
            {
                items.Add(new() { Text = message, Href = key.Length == 0 ? null : "#" + FieldTagHelper.IdOf(FieldOf(state, key, entry)) });
            }
        }
        if (items.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        var others = FieldTagHelper.Others(output);
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(Govuk.ErrorSummary(new() { TitleText = Title, ErrorList = items, Attributes = others }));
    }

    /// <summary>A message about a date leads to the box at fault, or to its first.</summary>
    private static string FieldOf(ModelStateDictionary state, string key, ModelStateEntry entry) =>
        entry.Errors[0] is DateError error ? $"{key}.{error.Part}"
        : state.ContainsKey($"{key}.{DateBinder.Day}") ? $"{key}.{DateBinder.Day}"
        : key;
}
