using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record TableCell
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }

    /// <summary>"numeric" sets it to the right.</summary>
    public string? Format { get; init; }

    public string? Classes { get; init; }
    public string? Colspan { get; init; }
    public string? Rowspan { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record TableOptions
{
    public string? Caption { get; init; }
    public string? CaptionClasses { get; init; }
    public IReadOnlyList<TableCell>? Head { get; init; }
    public IReadOnlyList<IReadOnlyList<TableCell>?> Rows { get; init; } = [];
    public bool FirstCellIsHeader { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Table(TableOptions options)
    {
        var to = new Markup();
        to.Tag("table").Class("govuk-table", options.Classes).Attrs(options.Attributes);
        if (Markup.Has(options.Caption))
        {
            to.Tag("caption").Class("govuk-table__caption", options.CaptionClasses).Text(options.Caption).Close("caption");
        }
        if (options.Head is not null)
        {
            to.Tag("thead").Class("govuk-table__head").Tag("tr").Class("govuk-table__row");
            foreach (var cell in options.Head)
            {
                to.Tag("th").Attr("scope", "col").Class("govuk-table__header", Format("govuk-table__header", cell), cell.Classes).Cell(cell, "th");
            }
            to.Text(null).Close("tr").Close("thead");
        }
        to.Tag("tbody").Class("govuk-table__body");
        foreach (var row in options.Rows)
        {
            if (row is null)
            {
                continue;
            }
            to.Tag("tr").Class("govuk-table__row");
            for (var i = 0; i < row.Count; i++)
            {
                var cell = row[i];
                if (i == 0 && options.FirstCellIsHeader)
                {
                    to.Tag("th").Attr("scope", "row").Class("govuk-table__header", cell.Classes).Cell(cell, "th");
                }
                else
                {
                    to.Tag("td").Class("govuk-table__cell", Format("govuk-table__cell", cell), cell.Classes).Cell(cell, "td");
                }
            }
            to.Close("tr");
        }
        return to.Text(null).Close("tbody").Close("table");

        static string? Format(string name, TableCell cell) => Markup.Has(cell.Format) ? $"{name}--{cell.Format}" : null;
    }

    private static void Cell(this Markup to, TableCell cell, string tag) =>
        to.AttrIfAny("colspan", cell.Colspan).AttrIfAny("rowspan", cell.Rowspan).Attrs(cell.Attributes)
            .Either(cell.Html, cell.Text).Close(tag);
}

/// <summary>
/// A table that scrolls sideways in its own frame on a phone. Inside stand plain thead, tbody, tr, th and td: the stylesheet dresses
/// them by where they are, which costs a long list nothing. class="govuk-table__cell--numeric" sets a cell to the right.
/// </summary>
[HtmlTargetElement("govuk-table")]
public sealed class TableTagHelper : TagHelper
{
    public string Caption { get; set; } = "";

    /// <summary>s, m, l or xl; "hidden" keeps it for people who listen.</summary>
    public string? CaptionSize { get; set; }

    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var size = CaptionSize switch
        {
            null => null,
            "hidden" => "govuk-visually-hidden",
            _ => $"govuk-table__caption--{CaptionSize}",
        };
        var to = new Markup();
        to.Tag("div").Class("tl-scroll").Attr("role", "region").Attr("aria-label", Caption).Attr("tabindex", "0");
        to.Tag("table").Class("govuk-table", Classes).Attrs(FieldTagHelper.Others(output))
            .Tag("caption").Class("govuk-table__caption", size).Text(Caption).Close("caption").Html(content).Close("table").Close("div");
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(to);
    }
}
