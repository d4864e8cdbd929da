using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

/// <summary>What every field has in common: the property it is for, what was typed into it, and the message beside it.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The property: gives name, id, value and message. Without it, give name and value.</summary>
    public ModelExpression? For { get; set; }

    public string? Name { get; set; }

    public string? Id { get; set; }

    public string? Label { get; set; }

    /// <summary>s, m, l or xl: a question stands out from its hint and its answers.</summary>
    public string LabelSize { get; set; } = "s";

    /// <summary>The label is the heading of the page.</summary>
    public bool PageHeading { get; set; }

    public string? Hint { get; set; }

    public IHtmlContent? HintHtml { get; set; }

    /// <summary>The message, in place of the first one in ModelState.</summary>
    public string? Error { get; set; }

    [HtmlAttributeName("class")]
    public string? Classes { get; set; }

    public bool Disabled { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Init(TagHelperContext context) => FieldOrder.Of(ViewContext.HttpContext).Add(FieldName);

    protected string FieldName => Name ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(
        For?.Name ?? throw new InvalidOperationException("A govuk field needs 'for' or 'name'."));

    protected string FieldId => Id ?? IdOf(FieldName);

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    protected ErrorMessageOptions? ErrorFor(params ReadOnlySpan<string> names)
    {
        if (Markup.Has(Error))
        {
            return new() { Text = Error };
        }
        foreach (var name in names)
        {
            if (ViewContext.ModelState.TryGetValue(name, out var entry) && MessageOf(entry) is { } message)
            {
                return new() { Text = message };
            }
        }
        return null;
    }

    internal static string? MessageOf(ModelStateEntry entry) => entry.Errors.Count == 0
        ? null
        : Markup.Has(entry.Errors[0].ErrorMessage) ? entry.Errors[0].ErrorMessage : "Check what you entered here";

    /// <summary>What was typed, as it was typed; what the model holds when nothing was.</summary>
    protected string? ValueOf(string name, object? model) => Typed(name) is { } typed ? string.Join(',', typed) : Write(model);

    /// <summary>What was posted under a name, or null when nothing was.</summary>
    protected string[]? Typed(string name) => ViewContext.ModelState.TryGetValue(name, out var entry)
        ? entry.RawValue switch
        {
            string[] many => many,
            string one => [one],
            _ => entry.AttemptedValue is { } attempted ? [attempted] : null,
        }
        : null;

    internal static string? Write(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture),
    };

    protected LabelOptions LabelOptions() => new()
    {
        Text = Label ?? For?.Metadata.GetDisplayName(),
        For = FieldId,
        IsPageHeading = PageHeading,
        Classes = $"govuk-label--{LabelSize}",
    };

    protected FieldsetOptions FieldsetOptions() => new()
    {
        Legend = new()
        {
            Text = Label ?? For?.Metadata.GetDisplayName(),
            IsPageHeading = PageHeading,
            Classes = $"govuk-fieldset__legend--{LabelSize}",
        },
    };

    protected HintOptions? HintOptions() => Hint is null && HintHtml is null ? null : new() { Text = Hint, Html = HintHtml };

    protected static void Write(TagHelperOutput output, IHtmlContent content)
    {
        output.TagName = null;
        output.Attributes.Clear();
        output.Content.SetHtmlContent(content);
    }

    /// <summary>Attributes that are not ours go to the element itself.</summary>
    internal static IReadOnlyDictionary<string, string?>? Others(TagHelperOutput output)
    {
        if (output.Attributes.Count == 0)
        {
            return null;
        }
        var others = new Dictionary<string, string?>(output.Attributes.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in output.Attributes)
        {
            others[attribute.Name] = attribute.ValueStyle == HtmlAttributeValueStyle.Minimized ? null : TextOf(attribute.Value);
        }
        return others;
    }

    private static string TextOf(object? value)
    {
        if (value is not IHtmlContent content)
        {
            return value?.ToString() ?? "";
        }
        // A literal attribute arrives encoded; Markup encodes again when it writes.
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}

/// <summary>The names of the fields in the order of the page, which ModelState does not keep.</summary>
internal sealed class FieldOrder
{
    public const int Nowhere = int.MaxValue;

    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);

    public static FieldOrder Of(HttpContext context)
    {
        if (context.Items[typeof(FieldOrder)] is not FieldOrder order)
        {
            context.Items[typeof(FieldOrder)] = order = new();
        }
        return order;
    }

    public void Add(string name) => places.TryAdd(name, places.Count);

    /// <summary>The place of a field; <see cref="Nowhere"/> for a name that no field has.</summary>
    public int PlaceOf(string name) => places.GetValueOrDefault(name, Nowhere);
}
