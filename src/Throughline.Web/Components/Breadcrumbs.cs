using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record BreadcrumbItem
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Href { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record BreadcrumbsOptions
{
    public IReadOnlyList<BreadcrumbItem> Items { get; init; } = [];
    public bool CollapseOnMobile { get; init; }
    public string? LabelText { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Breadcrumbs(BreadcrumbsOptions options)
    {
        var to = new Markup();
        to.Tag("nav").Class("govuk-breadcrumbs", options.Classes, options.CollapseOnMobile ? "govuk-breadcrumbs--collapse-on-mobile" : null)
            .Attrs(options.Attributes).Attr("aria-label", options.LabelText ?? "Breadcrumb")
            .Tag("ol").Class("govuk-breadcrumbs__list");
        foreach (var item in options.Items)
        {
            to.Tag("li").Class("govuk-breadcrumbs__list-item");
            if (Markup.Has(item.Href))
            {
                to.Tag("a").Class("govuk-breadcrumbs__link").Attr("href", item.Href).Attrs(item.Attributes)
                    .Either(item.Html, item.Text).Close("a");
            }
            else
            {
                to.Attr("aria-current", "page").Either(item.Html, item.Text);
            }
            to.Close("li");
        }
        return to.Text(null).Close("ol").Close("nav");
    }
}

/// <summary>The way back up. Put it in the BeforeContent section, with govuk-crumb elements inside.</summary>
[HtmlTargetElement("govuk-breadcrumbs")]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = new List<BreadcrumbItem>();
        context.Items[typeof(BreadcrumbsTagHelper)] = items;
        await output.GetChildContentAsync();
        var crumbs = Govuk.Breadcrumbs(new() { Items = items, CollapseOnMobile = true, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(crumbs);
    }
}

[HtmlTargetElement("govuk-crumb", ParentTag = "govuk-breadcrumbs")]
public sealed class BreadcrumbTagHelper : TagHelper
{
    /// <summary>Left out for the page itself.</summary>
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        ((List<BreadcrumbItem>)context.Items[typeof(BreadcrumbsTagHelper)]).Add(new() { Href = Href, Html = new HtmlString(content.GetContent().Trim()) });
        output.SuppressOutput();
    }
}
