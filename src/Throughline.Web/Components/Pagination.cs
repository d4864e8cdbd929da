using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record PaginationLink
{
    public string? Href { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? LabelText { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record PaginationItem
{
    public string? Number { get; init; }
    public string? Href { get; init; }
    public string? VisuallyHiddenText { get; init; }
    public bool Current { get; init; }
    public bool Ellipsis { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record PaginationOptions
{
    public PaginationLink? Previous { get; init; }
    public PaginationLink? Next { get; init; }
    public IReadOnlyList<PaginationItem?>? Items { get; init; }
    public string? LandmarkLabel { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    private const string ArrowBack =
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--prev\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\""
        + " aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062"
        + " 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z\"></path></svg>";

    private const string ArrowOn =
        "<svg class=\"govuk-pagination__icon govuk-pagination__icon--next\" xmlns=\"http://www.w3.org/2000/svg\" height=\"13\" width=\"15\""
        + " aria-hidden=\"true\" focusable=\"false\" viewBox=\"0 0 15 13\"><path d=\"m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896"
        + "l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z\"></path></svg>";

    public static IHtmlContent Pagination(PaginationOptions options)
    {
        var block = options.Items is null && (options.Next is not null || options.Previous is not null);
        var to = new Markup();
        to.Tag("nav").Class("govuk-pagination", block ? "govuk-pagination--block" : null, options.Classes)
            .Attr("aria-label", Markup.Has(options.LandmarkLabel) ? options.LandmarkLabel : "Pagination").Attrs(options.Attributes);
        if (Markup.Has(options.Previous?.Href))
        {
            Arrow(options.Previous!, "prev", "Previous");
        }
        if (options.Items is not null)
        {
            to.Tag("ul").Class("govuk-pagination__list");
            foreach (var item in options.Items)
            {
                if (item is not null)
                {
                    Page(item);
                }
            }
            to.Text(null).Close("ul");
        }
        if (Markup.Has(options.Next?.Href))
        {
            Arrow(options.Next!, "next", "Next");
        }
        return to.Text(null).Close("nav");

        void Arrow(PaginationLink link, string type, string word)
        {
            to.Tag("div").Class($"govuk-pagination__{type}")
                .Tag("a").Class("govuk-link govuk-pagination__link").Attr("href", link.Href).Attr("rel", type).Attrs(link.Attributes);
            if (block || type == "prev")
            {
                to.Literal(type == "prev" ? ArrowBack : ArrowOn);
            }
            to.Tag("span").Class("govuk-pagination__link-title",
                block && !Markup.Has(link.LabelText) ? "govuk-pagination__link-title--decorated" : null);
            if (link.Html is not null || Markup.Has(link.Text))
            {
                to.Either(link.Html, link.Text);
            }
            else
            {
                to.Text(word).Tag("span").Class("govuk-visually-hidden").Text(" page").Close("span");
            }
            to.Close("span");
            if (block && Markup.Has(link.LabelText))
            {
                to.Tag("span").Class("govuk-visually-hidden").Text(":").Close("span")
                    .Tag("span").Class("govuk-pagination__link-label").Text(link.LabelText).Close("span");
            }
            if (!block && type == "next")
            {
                to.Literal(ArrowOn);
            }
            to.Close("a").Close("div");
        }

        void Page(PaginationItem item)
        {
            to.Tag("li").Class("govuk-pagination__item", item.Current ? "govuk-pagination__item--current" : null,
                item.Ellipsis ? "govuk-pagination__item--ellipsis" : null);
            if (item.Ellipsis)
            {
                to.Text("⋯");
            }
            else
            {
                to.Tag("a").Class("govuk-link govuk-pagination__link").Attr("href", item.Href ?? "")
                    .Attr("aria-label", item.VisuallyHiddenText ?? $"Page {item.Number}")
                    .Attr("aria-current", item.Current ? "page" : null).Attrs(item.Attributes).Text(item.Number).Close("a");
            }
            to.Close("li");
        }
    }
}

/// <summary>Links to the pages of a long list; nothing when there is only one.</summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    /// <summary>From 1.</summary>
    public int Page { get; set; } = 1;

    public int Pages { get; set; } = 1;

    /// <summary>The address of a page.</summary>
    public Func<int, string?> Href { get; set; } = page => $"?page={page}";

    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }
        var pagination = Govuk.Pagination(new()
        {
            LandmarkLabel = Label,
            Previous = Page > 1 ? new() { Href = Href(Page - 1) } : null,
            Next = Page < Pages ? new() { Href = Href(Page + 1) } : null,
            Items = [.. Items()],
            Classes = Classes,
            Attributes = FieldTagHelper.Others(output),
        });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(pagination);
    }

    private IEnumerable<PaginationItem> Items()
    {
        var last = 0;
        foreach (var number in new[] { 1, Page - 1, Page, Page + 1, Pages }.Where(n => n >= 1 && n <= Pages).Distinct().Order())
        {
            if (number == last + 2)
            {
                yield return Item(last + 1);
            }
            else if (number > last + 1)
            {
                yield return new() { Ellipsis = true };
            }
            yield return Item(number);
            last = number;
        }
    }

    private PaginationItem Item(int number) =>
        new() { Number = number.ToString(CultureInfo.InvariantCulture), Href = Href(number), Current = number == Page };
}
