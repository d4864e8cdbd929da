using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record SummaryAction
{
    public string? Href { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }

    /// <summary>What the link is about, for people who hear links out of their place.</summary>
    public string? VisuallyHiddenText { get; init; }

    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record SummaryActions
{
    public IReadOnlyList<SummaryAction>? Items { get; init; }
    public string? Classes { get; init; }
}

public sealed record SummaryCell
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
}

public sealed record SummaryRow
{
    public SummaryCell? Key { get; init; }
    public SummaryCell? Value { get; init; }
    public SummaryActions? Actions { get; init; }
    public string? Classes { get; init; }
}

public sealed record SummaryCardTitle
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? HeadingLevel { get; init; }
    public string? Classes { get; init; }
}

public sealed record SummaryCardOptions
{
    public SummaryCardTitle? Title { get; init; }
    public SummaryActions? Actions { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record SummaryListOptions
{
    public IReadOnlyList<SummaryRow?> Rows { get; init; } = [];
    public SummaryCardOptions? Card { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent SummaryList(SummaryListOptions options)
    {
        var to = new Markup();
        if (options.Card is not { } card)
        {
            return to.SummaryRows(options);
        }
        to.Tag("div").Class("govuk-summary-card", card.Classes).Attrs(card.Attributes)
            .Tag("div").Class("govuk-summary-card__title-wrapper");
        if (card.Title is { } title)
        {
            var heading = "h" + (Markup.Has(title.HeadingLevel) ? title.HeadingLevel : "2");
            to.Tag(heading).Class("govuk-summary-card__title", title.Classes).Either(title.Html, title.Text).Close(heading);
        }
        if (card.Actions?.Items is { Count: > 0 } items)
        {
            if (items.Count == 1)
            {
                to.Tag("div").Class("govuk-summary-card__actions", card.Actions.Classes).Action(items[0], card.Title).Close("div");
            }
            else
            {
                to.Tag("ul").Class("govuk-summary-card__actions", card.Actions.Classes);
                foreach (var action in items)
                {
                    to.Tag("li").Class("govuk-summary-card__action").Action(action, card.Title).Close("li");
                }
                to.Close("ul");
            }
        }
        return to.Text(null).Close("div").Tag("div").Class("govuk-summary-card__content").SummaryRows(options).Close("div").Close("div");
    }

    private static Markup SummaryRows(this Markup to, SummaryListOptions options)
    {
        var anyActions = options.Rows.Any(row => row?.Actions?.Items is { Count: > 0 });
        to.Tag("dl").Class("govuk-summary-list", options.Classes).Attrs(options.Attributes);
        foreach (var row in options.Rows)
        {
            if (row is null)
            {
                continue;
            }
            to.Tag("div").Class("govuk-summary-list__row",
                    anyActions && row.Actions?.Items is null ? "govuk-summary-list__row--no-actions" : null, row.Classes)
                .Tag("dt").Class("govuk-summary-list__key", row.Key?.Classes).Either(row.Key?.Html, row.Key?.Text).Close("dt")
                .Tag("dd").Class("govuk-summary-list__value", row.Value?.Classes).Either(row.Value?.Html, row.Value?.Text).Close("dd");
            if (row.Actions?.Items is { Count: > 0 } items)
            {
                to.Tag("dd").Class("govuk-summary-list__actions", row.Actions.Classes);
                if (items.Count == 1)
                {
                    to.Action(items[0], options.Card?.Title);
                }
                else
                {
                    to.Tag("ul").Class("govuk-summary-list__actions-list");
                    foreach (var action in items)
                    {
                        to.Tag("li").Class("govuk-summary-list__actions-list-item").Action(action, options.Card?.Title).Close("li");
                    }
                    to.Close("ul");
                }
                to.Close("dd");
            }
            to.Close("div");
        }
        return to.Text(null).Close("dl");
    }

    private static Markup Action(this Markup to, SummaryAction action, SummaryCardTitle? card)
    {
        to.Tag("a").Class("govuk-link", action.Classes).Attr("href", action.Href ?? "").Attrs(action.Attributes)
            .Either(action.Html, action.Text);
        if (Markup.Has(action.VisuallyHiddenText) || card is not null)
        {
            to.Tag("span").Class("govuk-visually-hidden");
            if (Markup.Has(action.VisuallyHiddenText))
            {
                to.Text(" " + action.VisuallyHiddenText);
            }
            if (card is not null)
            {
                to.Text(" (").Either(card.Html, card.Text).Text(")");
            }
            to.Close("span");
        }
        return to.Close("a");
    }
}

/// <summary>Facts and their names. Rows are govuk-row elements.</summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    /// <summary>Gives the list a frame with this title.</summary>
    public string? CardTitle { get; set; }

    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = new List<SummaryRow?>();
        context.Items[typeof(SummaryListTagHelper)] = rows;
        await output.GetChildContentAsync();
        var list = Govuk.SummaryList(new()
        {
            Rows = rows,
            Card = CardTitle is null ? null : new() { Title = new() { Text = CardTitle } },
            Classes = Classes,
            Attributes = FieldTagHelper.Others(output),
        });
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(list);
    }
}

/// <summary>A row of a summary list: the key, what stands inside as the value, and a link to change it.</summary>
[HtmlTargetElement("govuk-row", ParentTag = "govuk-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    public string Key { get; set; } = "";
    public string? Href { get; set; }

    /// <summary>The words of the link.</summary>
    public string Action { get; set; } = "Change";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        ((List<SummaryRow?>)context.Items[typeof(SummaryListTagHelper)]).Add(new()
        {
            Key = new() { Text = Key },
            Value = new() { Html = new HtmlString(content.GetContent()) },
            Actions = Href is null
                ? null
                : new() { Items = [new() { Href = Href, Text = Action, VisuallyHiddenText = Words.InSentence(Key) }] },
        });
        output.SuppressOutput();
    }
}
