using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record AffixOptions
{
    public string? Text { get; init; }
    public IHtmlContent? Html { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record WrapperOptions
{
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record InputOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public string? Value { get; init; }
    public string? Inputmode { get; init; }
    public string? Autocomplete { get; init; }
    public string? Autocapitalize { get; init; }
    public string? Pattern { get; init; }
    public bool? Spellcheck { get; init; }
    public bool Disabled { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public AffixOptions? Prefix { get; init; }
    public AffixOptions? Suffix { get; init; }
    public WrapperOptions? InputWrapper { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Input(InputOptions options) => new Markup().Input(options);

    private static Markup Input(this Markup to, InputOptions options)
    {
        var id = Markup.Has(options.Id) ? options.Id : options.Name;
        to.OpenGroup(options.FormGroup, options.ErrorMessage is not null);
        to.Label(options.Label is null ? null : options.Label with { For = id });
        var describedBy = to.HintAndError(id, options.Hint, options.ErrorMessage, options.DescribedBy);

        var before = options.FormGroup?.BeforeInput is { HasContent: true } slotBefore ? slotBefore : null;
        var after = options.FormGroup?.AfterInput is { HasContent: true } slotAfter ? slotAfter : null;
        var prefix = options.Prefix is { } p && (p.Html is not null || Markup.Has(p.Text)) ? p : null;
        var suffix = options.Suffix is { } s && (s.Html is not null || Markup.Has(s.Text)) ? s : null;
        var wrapped = before is not null || after is not null || prefix is not null || suffix is not null;
        if (wrapped)
        {
            to.Tag("div").Class("govuk-input__wrapper", options.InputWrapper?.Classes).Attrs(options.InputWrapper?.Attributes);
            to.Slot(before).Affix("prefix", prefix);
        }
        to.Tag("input")
            .Class("govuk-input", options.Classes, options.ErrorMessage is null ? null : "govuk-input--error")
            .Attr("id", id)
            .Attr("name", options.Name)
            .Attr("type", Markup.Has(options.Type) ? options.Type : "text")
            .Attr("spellcheck", Truth(options.Spellcheck))
            .Attr("value", options.Value)
            .Flag("disabled", options.Disabled)
            .AttrIfAny("aria-describedby", describedBy)
            .Attr("autocomplete", options.Autocomplete)
            .Attr("autocapitalize", options.Autocapitalize)
            .Attr("pattern", options.Pattern)
            .Attr("inputmode", options.Inputmode)
            .Attrs(options.Attributes);
        if (wrapped)
        {
            to.Affix("suffix", suffix).Slot(after).Close("div");
        }
        return to.Close("div");
    }

    private static Markup Affix(this Markup to, string kind, AffixOptions? affix) => affix is null
        ? to
        : to.Tag("div").Class($"govuk-input__{kind}", affix.Classes).Attr("aria-hidden", "true").Attrs(affix.Attributes)
            .Either(affix.Html, affix.Text).Close("div");
}

/// <summary>One line of text.</summary>
[HtmlTargetElement("govuk-input")]
public sealed class InputTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public string? Type { get; set; }

    /// <summary>2, 3, 4, 5, 10, 20 or 30 characters, or a share such as two-thirds.</summary>
    public string? Width { get; set; }

    public string? Inputmode { get; set; }
    public string? Autocomplete { get; set; }
    public string? Autocapitalize { get; set; }
    public bool? Spellcheck { get; set; }
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var width = Width is null ? null : char.IsAsciiDigit(Width[0]) ? $"govuk-input--width-{Width}" : $"govuk-!-width-{Width}";
        Write(output, Govuk.Input(new()
        {
            Id = FieldId,
            Name = FieldName,
            Type = Type,
            // A password is never sent back to the page.
            Value = Type == "password" ? null : Value ?? ValueOf(FieldName, For?.Model),
            Inputmode = Inputmode,
            Autocomplete = Autocomplete,
            Autocapitalize = Autocapitalize,
            Spellcheck = Spellcheck,
            Disabled = Disabled,
            Prefix = Prefix is null ? null : new() { Text = Prefix },
            Suffix = Suffix is null ? null : new() { Text = Suffix },
            Classes = $"{width} {Classes}".Trim(),
            Label = LabelOptions(),
            Hint = HintOptions(),
            ErrorMessage = ErrorFor(FieldName),
            Attributes = Others(output),
        }));
    }
}
