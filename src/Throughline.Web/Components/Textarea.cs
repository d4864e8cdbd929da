using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record TextareaOptions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Value { get; init; }
    public string? Rows { get; init; }
    public bool? Spellcheck { get; init; }
    public bool Disabled { get; init; }
    public string? Autocomplete { get; init; }
    public string? DescribedBy { get; init; }
    public LabelOptions? Label { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record CountMessageOptions
{
    public string? Classes { get; init; }
}

/// <summary>A textarea that tells how many characters or words are left. The limit is a help, not a stop: the server decides.</summary>
public sealed record CharacterCountOptions
{
    public TextareaOptions Textarea { get; init; } = new();
    public string? Maxlength { get; init; }
    public string? Maxwords { get; init; }
    public string? Threshold { get; init; }
    public string? CountType { get; init; }
    public string? TextareaDescriptionText { get; init; }
    public CountMessageOptions? CountMessage { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent Textarea(TextareaOptions options)
    {
        var to = new Markup();
        var id = Markup.Has(options.Id) ? options.Id : options.Name;
        to.OpenGroup(options.FormGroup, options.ErrorMessage is not null);
        to.Label(options.Label is null ? null : options.Label with { For = id });
        var describedBy = to.HintAndError(id, options.Hint, options.ErrorMessage, options.DescribedBy);
        to.Slot(options.FormGroup?.BeforeInput);
        to.Tag("textarea")
            .Class("govuk-textarea", options.ErrorMessage is null ? null : "govuk-textarea--error", options.Classes)
            .Attr("id", id)
            .Attr("name", options.Name)
            .Attr("rows", Markup.Has(options.Rows) ? options.Rows : "5")
            .Attr("spellcheck", Truth(options.Spellcheck))
            .Flag("disabled", options.Disabled)
            .AttrIfAny("aria-describedby", describedBy)
            .AttrIfAny("autocomplete", options.Autocomplete)
            .Attrs(options.Attributes);
        if (options.Value is ['\n' or '\r', ..])
        {
            // A browser drops the first line break of a textarea; this one goes in its place.
            to.Literal("\n");
        }
        to.Text(options.Value).Close("textarea").Slot(options.FormGroup?.AfterInput);
        return to.Close("div");
    }

    public static IHtmlContent CharacterCount(CharacterCountOptions options)
    {
        var textarea = options.Textarea;
        var id = Markup.Has(textarea.Id) ? textarea.Id : textarea.Name;
        var limit = Markup.Has(options.Maxwords) ? options.Maxwords : options.Maxlength;
        var countType = Markup.Has(options.CountType) ? options.CountType : Markup.Has(options.Maxwords) ? "words" : null;
        var description = Markup.Has(options.TextareaDescriptionText)
            ? options.TextareaDescriptionText!
            : "You can enter up to %{count} " + (countType == "words" ? "words" : "characters");
        var message = new Markup().Hint(new()
        {
            Id = id + "-info",
            Text = Markup.Has(limit) ? description.Replace("%{count}", limit, StringComparison.Ordinal) : null,
            Classes = Join("govuk-character-count__message", options.CountMessage?.Classes),
        }).Slot(textarea.FormGroup?.AfterInput);

        var attributes = new Dictionary<string, string?> { ["data-module"] = "govuk-character-count" };
        Set("data-maxlength", options.Maxlength);
        Set("data-maxwords", options.Maxwords);
        Set("data-threshold", options.Threshold);
        Set("data-count-type", countType);
        if (!Markup.Has(limit))
        {
            Set("data-i18n.textarea-description.other", options.TextareaDescriptionText);
        }
        foreach (var (name, value) in textarea.FormGroup?.Attributes ?? new Dictionary<string, string?>())
        {
            attributes[name] = value;
        }
        return Textarea(textarea with
        {
            Id = id,
            DescribedBy = id + "-info",
            Classes = Join("govuk-js-character-count", textarea.Classes),
            FormGroup = (textarea.FormGroup ?? new()) with
            {
                Classes = Join("govuk-character-count", textarea.FormGroup?.Classes),
                Attributes = attributes,
                AfterInput = new() { Html = message },
            },
        });

        void Set(string name, string? value)
        {
            if (Markup.Has(value))
            {
                attributes[name] = value;
            }
        }
    }
}

/// <summary>Several lines of text.</summary>
[HtmlTargetElement("govuk-textarea")]
public sealed class TextareaTagHelper : FieldTagHelper
{
    public string? Value { get; set; }
    public int? Rows { get; set; }
    public bool? Spellcheck { get; set; }
    public string? Autocomplete { get; set; }

    /// <summary>Counts characters down from here.</summary>
    public int? MaxCharacters { get; set; }

    /// <summary>Counts words down from here.</summary>
    public int? MaxWords { get; set; }

    /// <summary>The share of the limit, in per cent, at which the count appears. Always there when not given.</summary>
    public int? Threshold { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var textarea = new TextareaOptions
        {
            Id = FieldId,
            Name = FieldName,
            Value = Value ?? ValueOf(FieldName, For?.Model),
            Rows = Number(Rows),
            Spellcheck = Spellcheck,
            Autocomplete = Autocomplete,
            Disabled = Disabled,
            Classes = Classes,
            Label = LabelOptions(),
            Hint = HintOptions(),
            ErrorMessage = ErrorFor(FieldName),
            Attributes = Others(output),
        };
        Write(output, MaxCharacters is null && MaxWords is null
            ? Govuk.Textarea(textarea)
            : Govuk.CharacterCount(new()
            {
                Textarea = textarea,
                Maxlength = Number(MaxCharacters),
                Maxwords = Number(MaxWords),
                Threshold = Number(Threshold),
            }));
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
