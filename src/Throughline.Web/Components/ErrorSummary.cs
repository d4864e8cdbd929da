using System.Text.Encodings.Web;
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
/// An error under the key "", or under a name that no field of the page has, stands without a link, unless the page says where it leads.
/// </summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>In the view data: the page to which an error under the key "" leads, where something has to be done there first.</summary>
    public const string LeadsTo = "ErrorLeadsTo";

    public string Title { get; set; } = "There is a problem";

    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (ViewContext.ModelState.ErrorCount == 0)
        {
            output.SuppressOutput();
            return;
        }
        var summary = new Late(ViewContext, Title, Classes, FieldTagHelper.Others(output));
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(summary);
    }

    /// <summary>Written when the page has been run through, for only then is the order of its fields known.</summary>
    private sealed class Late(ViewContext view, string title, string? classes, IReadOnlyDictionary<string, string?>? attributes) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var state = view.ModelState;
            var order = FieldOrder.Of(view.HttpContext);
            var items = new List<(int Place, ErrorSummaryItem Item)>();
            foreach (var (key, entry) in state)
            {
                if (entry is not null && FieldTagHelper.MessageOf(entry) is { } message)
                {
                    var place = key.Length == 0 ? -1 : order.PlaceOf(key);
                    var href = place == -1 ? view.ViewData[LeadsTo] as string : place == FieldOrder.Nowhere ? null : "#" + FieldTagHelper.IdOf(FieldOf(state, key, entry));
                    items.Add((place, new() { Text = message, Href = href }));
                }
            }
            Govuk.ErrorSummary(new()
            {
                TitleText = title,
                ErrorList = [.. items.OrderBy(item => item.Place).Select(item => item.Item)],
                Classes = classes,
                Attributes = attributes,
            }).WriteTo(writer, encoder);
        }
    }

    /// <summary>A message about a date leads to the box at fault, or to its first.</summary>
    private static string FieldOf(ModelStateDictionary state, string key, ModelStateEntry entry) =>
        entry.Errors[0] is DateError error ? $"{key}.{error.Part}"
        : state.ContainsKey($"{key}.{DateBinder.Day}") ? $"{key}.{DateBinder.Day}"
        : key;
}
