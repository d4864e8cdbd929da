using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record TabPanel
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record TabItem
{
    public string? Id { get; init; }
    public string? Label { get; init; }
    public TabPanel? Panel { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record TabsOptions
{
    public string? Id { get; init; }
    public string? IdPrefix { get; init; }
    public string? Title { get; init; }
    public IReadOnlyList<TabItem?> Items { get; init; } = [];
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Tabs(TabsOptions options)
    {
        var to = new Markup();
        to.Tag("div").AttrIfAny("id", options.Id).Class("govuk-tabs", options.Classes).Attrs(options.Attributes).Attr("data-module", "govuk-tabs")
            .Tag("h2").Class("govuk-tabs__title").Text(options.Title ?? "Contents").Close("h2");
        if (options.Items.Count > 0)
        {
            to.Tag("ul").Class("govuk-tabs__list");
            for (var i = 0; i < options.Items.Count; i++)
            {
                if (options.Items[i] is { } item)
                {
                    to.Tag("li").Class("govuk-tabs__list-item", i == 0 ? "govuk-tabs__list-item--selected" : null)
                        .Tag("a").Class("govuk-tabs__tab").Attr("href", "#" + IdOf(item, i)).Attrs(item.Attributes).Text(item.Label)
                        .Close("a").Close("li");
                }
            }
            to.Text(null).Close("ul");
            for (var i = 0; i < options.Items.Count; i++)
            {
                if (options.Items[i] is { } item)
                {
                    to.Tag("div").Class("govuk-tabs__panel", i > 0 ? "govuk-tabs__panel--hidden" : null).Attr("id", IdOf(item, i))
                        .Attrs(item.Panel?.Attributes);
                    if (item.Panel?.Html is { } html)
                    {
                        to.Html(html);
                    }
                    else if (Markup.Has(item.Panel?.Text))
                    {
                        to.Tag("p").Class("govuk-body").Text(item.Panel!.Text).Close("p");
                    }
                    to.Text(null).Close("div");
                }
            }
        }
        return to.Close("div");

        string IdOf(TabItem item, int index) => Markup.Has(item.Id) ? item.Id! : $"{options.IdPrefix}-{index + 1}";
    }
}

/// <summary>Panels behind tabs; all of them one below another without JavaScript and on paper.</summary>
[HtmlTargetElement("govuk-tabs")]
public sealed class TabsTagHelper : TagHelper
{
    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public string Title { get; set; } = "Contents";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var items = new List<TabItem?>();
        context.Items[typeof(TabsTagHelper)] = items;
        await output.GetChildContentAsync();
        var tabs = Govuk.Tabs(new() { IdPrefix = "tab", Title = Title, Items = items, Classes = Classes, Attributes = FieldTagHelper.Others(output) });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(tabs);
    }
}

[HtmlTargetElement("govuk-tab", ParentTag = "govuk-tabs")]
public sealed class TabTagHelper : TagHelper
{
    public string? Id { get; set; }
    public string Label { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        ((List<TabItem?>)context.Items[typeof(TabsTagHelper)]).Add(new()
        {
            Id = Id,
            Label = Label,
            Panel = new() { Html = new HtmlString(content.GetContent()) },
        });
        output.SuppressOutput();
    }
}
