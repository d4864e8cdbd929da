using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

// Radios and checkboxes share their items and differ in little else.

public sealed record ChoiceItemOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public string? Divider { get; init; }
    public bool? Checked { get; init; }
    public bool Disabled { get; init; }
    public string? Behaviour { get; init; }
    public SlotOptions? Conditional { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record ChoicesOptions
{
    public string? IdPrefix { get; init; }
    public string? Name { get; init; }

    /// <summary>The chosen radio.</summary>
    public string? Value { get; init; }

    /// <summary>The ticked checkboxes.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public string? DescribedBy { get; init; }
    public IReadOnlyList<ChoiceItemOptions?> Items { get; init; } = [];
    public FieldsetOptions? Fieldset { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Radios(ChoicesOptions options) => Choices("radios", "radio", options);

    public static IHtmlContent Checkboxes(ChoicesOptions options) => Choices("checkboxes", "checkbox", options);

    private static Markup Choices(string kind, string type, ChoicesOptions options)
    {
        var idPrefix = Markup.Has(options.IdPrefix) ? options.IdPrefix : options.Name;
        var outer = type == "checkbox" ? options.DescribedBy : null;
        if (Markup.Has(options.Fieldset?.DescribedBy))
        {
            outer = options.Fieldset!.DescribedBy;
        }
        var inner = new Markup();
        var describedBy = inner.HintAndError(idPrefix, options.Hint, options.ErrorMessage, outer);
        inner.Tag("div").Class($"govuk-{kind}", options.Classes).Attrs(options.Attributes).Attr("data-module", $"govuk-{kind}")
            .Slot(options.FormGroup?.BeforeInputs);
        for (var i = 0; i < options.Items.Count; i++)
        {
            if (options.Items[i] is { } item)
            {
                inner.Choice(kind, type, options, item, idPrefix + (i > 0 ? $"-{i + 1}" : ""), options.Fieldset is null ? describedBy : null);
            }
        }
        inner.Slot(options.FormGroup?.AfterInputs).Close("div");

        var to = new Markup().OpenGroup(options.FormGroup, options.ErrorMessage is not null);
        if (options.Fieldset is null)
        {
            to.Html(inner);
        }
        else
        {
            to.Fieldset(options.Fieldset, describedBy, null, inner);
        }
        return to.Close("div");
    }

    private static void Choice(
        this Markup to, string kind, string type, ChoicesOptions options, ChoiceItemOptions item, string numberedId, string? describedBy)
    {
        if (Markup.Has(item.Divider))
        {
            to.Tag("div").Class($"govuk-{kind}__divider").Text(item.Divider).Close("div");
            return;
        }
        var id = Markup.Has(item.Id) ? item.Id! : numberedId;
        var chosen = item.Checked ?? (type == "radio"
            ? Markup.Has(options.Value) && item.Value == options.Value
            : options.Values is not null && item.Value is not null && options.Values.Contains(item.Value));
        var hint = item.Hint is { } given && (given.Html is not null || Markup.Has(given.Text)) ? given : null;
        var hintId = hint is null ? null : id + "-item-hint";
        var conditional = item.Conditional?.Html;

        to.Tag("div").Class($"govuk-{kind}__item")
            .Tag("input").Class($"govuk-{kind}__input")
            .Attr("id", id)
            .Attr("name", type == "checkbox" && Markup.Has(item.Name) ? item.Name : options.Name)
            .Attr("type", type)
            .Attr("value", item.Value ?? "")
            .Flag("checked", chosen)
            .Flag("disabled", item.Disabled)
            .Attr("data-aria-controls", conditional is null ? null : "conditional-" + id)
            .AttrIfAny("data-behaviour", type == "checkbox" ? item.Behaviour : null)
            .AttrIfAny("aria-describedby", type == "checkbox" ? Join(describedBy, hintId) : hintId)
            .Attrs(item.Attributes);
        to.Label(new()
        {
            Text = item.Text,
            Html = item.Html,
            For = id,
            Classes = Join($"govuk-{kind}__label", item.Label?.Classes),
            Attributes = item.Label?.Attributes,
        });
        if (hint is not null)
        {
            to.Hint(hint with { Id = hintId, Classes = Join($"govuk-{kind}__hint", hint.Classes) });
        }
        to.Close("div");
        if (conditional is not null)
        {
            to.Tag("div").Class($"govuk-{kind}__conditional", chosen ? null : $"govuk-{kind}__conditional--hidden")
                .Attr("id", "conditional-" + id).Html(conditional).Close("div");
        }
    }
}

/// <summary>What radios and checkboxes have in common.</summary>
public abstract class ChoicesTagHelper : FieldTagHelper
{
    public IEnumerable<Choice>? Items { get; set; }

    /// <summary>Side by side; for two short choices only.</summary>
    public bool Inline { get; set; }

    public bool Small { get; set; }

    protected async Task<ChoicesOptions> OptionsAsync(TagHelperContext context, TagHelperOutput output, string kind)
    {
        var nested = new List<ChoiceItemOptions>();
        context.Items[typeof(ChoicesTagHelper)] = nested;
        await output.GetChildContentAsync();
        var listed = (Items ?? []).Select(item => item.IsDivider
            ? new ChoiceItemOptions { Divider = item.Text }
            : new ChoiceItemOptions
            {
                Value = item.Value,
                Text = item.Text,
                Hint = item.Hint is null ? null : new() { Text = item.Hint },
                Disabled = Disabled || item.Disabled,
                Behaviour = item.Exclusive ? "exclusive" : null,
            });
        return new()
        {
            IdPrefix = FieldId,
            Name = FieldName,
            Items = [.. listed, .. nested],
            Fieldset = FieldsetOptions(),
            Hint = HintOptions(),
            ErrorMessage = ErrorFor(FieldName),
            Classes = $"{(Inline ? $"govuk-{kind}--inline" : "")} {(Small ? $"govuk-{kind}--small" : "")} {Classes}".Trim(),
            Attributes = Others(output),
        };
    }
}

/// <summary>Choose one.</summary>
[HtmlTargetElement("govuk-radios")]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    public string? Value { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        Write(output, Govuk.Radios(await OptionsAsync(context, output, "radios") with { Value = Value ?? ValueOf(FieldName, For?.Model) }));
}

/// <summary>Choose any.</summary>
[HtmlTargetElement("govuk-checkboxes")]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    public IEnumerable<string>? Values { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // A box that was unticked is not posted at all: after a post, what the model holds is what was ticked.
        var values = Typed(FieldName) ?? Values?.ToArray() ?? FromModel();
        Write(output, Govuk.Checkboxes(await OptionsAsync(context, output, "checkboxes") with { Values = values }));
    }

    private string[] FromModel() => For?.Model switch
    {
        null => [],
        string one => [one],
        System.Collections.IEnumerable many => [.. many.Cast<object?>().Select(Write).OfType<string>()],
        var one => Write(one) is { } text ? [text] : [],
    };
}

/// <summary>A choice inside radios or checkboxes; what stands inside it shows when it is chosen.</summary>
[HtmlTargetElement("govuk-choice", ParentTag = "govuk-radios")]
[HtmlTargetElement("govuk-choice", ParentTag = "govuk-checkboxes")]
public sealed class ChoiceTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Hint { get; set; }
    public bool Disabled { get; set; }
    public bool Exclusive { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        ((List<ChoiceItemOptions>)context.Items[typeof(ChoicesTagHelper)]).Add(new()
        {
            Value = Value,
            Text = Label,
            Hint = Hint is null ? null : new() { Text = Hint },
            Disabled = Disabled,
            Behaviour = Exclusive ? "exclusive" : null,
            Conditional = content.IsEmptyOrWhiteSpace ? null : new() { Html = new HtmlString(content.GetContent()) },
            Attributes = FieldTagHelper.Others(output),
        });
        output.SuppressOutput();
    }
}

/// <summary>One box to tick, for a bool.</summary>
[HtmlTargetElement("govuk-checkbox")]
public sealed class CheckboxTagHelper : FieldTagHelper
{
    public string Value { get; set; } = "true";
    public bool Small { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var typed = Typed(FieldName);
        Write(output, Govuk.Checkboxes(new()
        {
            IdPrefix = FieldId,
            Name = FieldName,
            Values = typed ?? (Write(For?.Model) is { } value ? [value] : []),
            Items =
            [
                new()
                {
                    Value = Value,
                    Text = Label ?? For?.Metadata.DisplayName ?? FieldName,
                    Hint = HintOptions(),
                    Disabled = Disabled,
                    Attributes = Others(output),
                },
            ],
            ErrorMessage = ErrorFor(FieldName),
            Classes = $"{(Small ? "govuk-checkboxes--small" : "")} {Classes}".Trim(),
        }));
    }
}
