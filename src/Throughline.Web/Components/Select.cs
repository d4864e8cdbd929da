using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record SelectItem
{
    public string? Value { get; init; }
    public string? Text { get; init; }
    public bool? Selected { get; init; }
    public bool Disabled { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record SelectOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public IReadOnlyList<SelectItem?> Items { get; init; } = [];
    public bool Disabled { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Select(SelectOptions options)
    {
        var to = new Markup();
        var id = Markup.Has(options.Id) ? options.Id : options.Name;
        to.OpenGroup(options.FormGroup, options.ErrorMessage is not null);
        to.Label(options.Label is null ? null : options.Label with { For = id });
        var describedBy = to.HintAndError(id, options.Hint, options.ErrorMessage, options.DescribedBy);
        to.Slot(options.FormGroup?.BeforeInput);
        to.Tag("select")
            .Class("govuk-select", options.Classes, options.ErrorMessage is null ? null : "govuk-select--error")
            .Attr("id", id)
            .Attr("name", options.Name)
            .Flag("disabled", options.Disabled)
            .AttrIfAny("aria-describedby", describedBy)
            .Attrs(options.Attributes);
        foreach (var item in options.Items)
        {
            if (item is null)
            {
                continue;
            }
            var selected = item.Selected ?? (Markup.Has(options.Value) && (item.Value ?? item.Text) == options.Value);
            to.Tag("option").Attr("value", item.Value).Flag("selected", selected).Flag("disabled", item.Disabled).Attrs(item.Attributes)
                .Text(item.Text).Close("option");
        }
        return to.Close("select").Slot(options.FormGroup?.AfterInput).Close("div");
    }
}

/// <summary>A drop-down list. Prefer radios for up to seven choices.</summary>
[HtmlTargetElement("govuk-select")]
public sealed class SelectTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public IEnumerable<Choice> Items { get; set; } = [];

    /// <summary>The first option, with no value, such as "Choose a team".</summary>
    public string? EmptyText { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var items = Items.Select(item => new SelectItem { Value = item.Value, Text = item.Text, Disabled = item.Disabled });
        Write(output, Govuk.Select(new()
        {
            Id = FieldId,
            Name = FieldName,
            Value = Value ?? ValueOf(FieldName, For?.Model),
            Items = [.. EmptyText is null ? [] : new[] { new SelectItem { Value = "", Text = EmptyText } }, .. items],
            Disabled = Disabled,
            Classes = Classes,
            Label = LabelOptions(),
            Hint = HintOptions(),
            ErrorMessage = ErrorFor(FieldName),
            Attributes = Others(output),
        }));
    }
}
