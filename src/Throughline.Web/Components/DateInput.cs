using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Throughline.Web.Components;

public sealed record DateInputItem
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? Label { get; init; }
    public string? Value { get; init; }
    public string? Classes { get; init; }
    public string? Inputmode { get; init; }
    public string? Autocomplete { get; init; }
    public string? Pattern { get; init; }

    /// <summary>This part is at fault; when no part says so, all of them are.</summary>
    public bool? Error { get; init; }

    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public sealed record DateInputOptions
{
    public string? Id { get; init; }
    public string? NamePrefix { get; init; }
    public DateInputItem? Day { get; init; }
    public DateInputItem? Month { get; init; }
    public DateInputItem? Year { get; init; }
    public IReadOnlyList<DateInputItem?>? Items { get; init; }

    /// <summary>Values by the full name of a part.</summary>
    public IReadOnlyDictionary<string, string?>? Values { get; init; }

    public FieldsetOptions? Fieldset { get; init; }
    public HintOptions? Hint { get; init; }
    public ErrorMessageOptions? ErrorMessage { get; init; }
    public FormGroupOptions? FormGroup { get; init; }
    public string? Classes { get; init; }
    public IReadOnlyDictionary<string, string?>? Attributes { get; init; }
}

public static partial class Govuk
{
    public static IHtmlContent DateInput(DateInputOptions options)
    {
        var day = options.Day ?? new() { Name = "day", Value = Given("day"), Classes = "govuk-input--width-2" };
        var month = options.Month ?? new() { Name = "month", Value = Given("month"), Classes = "govuk-input--width-2" };
        var year = options.Year ?? new() { Name = "year", Value = Given("year"), Classes = "govuk-input--width-4" };
        var items = options.Items is { Count: > 0 } given ? given : [day, month, year];
        var anyError = items.Any(item => item is not null && HasError(item));

        var inner = new Markup();
        var describedBy = inner.HintAndError(options.Id, options.Hint, options.ErrorMessage, options.Fieldset?.DescribedBy);
        inner.Tag("div").Class("govuk-date-input", options.Classes).Attrs(options.Attributes).AttrIfAny("id", options.Id)
            .Slot(options.FormGroup?.BeforeInputs);
        foreach (var item in items)
        {
            if (item is not null)
            {
                Part(item);
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
            to.Fieldset(options.Fieldset, describedBy, "group", inner);
        }
        return to.Close("div");

        string? Given(string name) => options.Values?.GetValueOrDefault(name);

        static bool HasError(DateInputItem item) =>
            item.Error == true || item.Classes?.Contains("govuk-input--error", StringComparison.Ordinal) == true;

        void Part(DateInputItem item)
        {
            var (standard, width) = Same(item, day, "day") ? (day, 2)
                : Same(item, month, "month") ? (month, 2)
                : Same(item, year, "year") ? (year, 4)
                : (null, 2);
            var name = item.Name ?? (ReferenceEquals(item, day) ? "day" : ReferenceEquals(item, month) ? "month" : ReferenceEquals(item, year) ? "year" : null);
            var classes = "govuk-date-input__input";
            if (item.Classes?.Contains("govuk-input--error", StringComparison.Ordinal) != true
                && (HasError(item) || (item.Error != false && options.ErrorMessage is not null && !anyError)))
            {
                classes += " govuk-input--error";
            }
            if (item.Classes?.Contains("govuk-input--width-", StringComparison.Ordinal) != true)
            {
                classes += $" govuk-input--width-{width}";
            }
            var fullName = (Markup.Has(options.NamePrefix) ? options.NamePrefix + "-" : "") + name;
            inner.Tag("div").Class("govuk-date-input__item").Input(new()
            {
                Id = Markup.Has(item.Id) ? item.Id : $"{options.Id}-{name}",
                Name = fullName,
                Type = "text",
                Value = item.Value ?? standard?.Value ?? Given(fullName),
                Inputmode = Markup.Has(item.Inputmode) ? item.Inputmode : "numeric",
                Autocomplete = item.Autocomplete,
                Pattern = item.Pattern,
                Attributes = item.Attributes,
                Classes = Join(classes, item.Classes),
                Label = new()
                {
                    Text = Markup.Has(item.Label) ? item.Label : Capitalised(name),
                    Classes = "govuk-date-input__label",
                },
            }).Close("div");
        }

        static bool Same(DateInputItem item, DateInputItem standard, string name) =>
            ReferenceEquals(item, standard) || (Markup.Has(item.Name) && (item.Name == name || item.Name == standard.Name));

        static string? Capitalised(string? name) =>
            Markup.Has(name) ? char.ToUpperInvariant(name![0]) + name[1..].ToLowerInvariant() : name;
    }
}

/// <summary>A date in three boxes, for a DateOnly or DateOnly? (see <see cref="DateBinder"/>).</summary>
[HtmlTargetElement("govuk-date")]
public sealed class DateTagHelper : FieldTagHelper
{
    /// <summary>The value when nothing was typed and there is no model.</summary>
    public DateOnly? Value { get; set; }

    /// <summary>A date of birth: browsers may fill it in.</summary>
    public bool Birthday { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var name = FieldName;
        var date = Value ?? For?.Model as DateOnly?;
        var atFault = Error is null && ViewContext.ModelState.TryGetValue(name, out var entry) && entry.Errors is [DateError error, ..] ? error.Part : null;
        Write(output, Govuk.DateInput(new()
        {
            // The boxes have ids of their own for the summary to link to.
            Id = FieldId + "-date",
            Items =
            [
                Part(DateBinder.Day, "Day", "2", date?.Day, "bday-day"),
                Part(DateBinder.Month, "Month", "2", date?.Month, "bday-month"),
                Part(DateBinder.Year, "Year", "4", date?.Year, "bday-year"),
            ],
            Fieldset = FieldsetOptions() with { Attributes = new Dictionary<string, string?> { ["id"] = FieldId } },
            Hint = HintOptions() ?? new() { Text = "For example, 27 3 2026" },
            ErrorMessage = ErrorFor(name),
            Classes = Classes,
            Attributes = Others(output),
        }));

        DateInputItem Part(string part, string label, string width, int? value, string autocomplete)
        {
            var partName = $"{name}.{part}";
            return new()
            {
                Id = $"{FieldId}_{part}",
                Name = partName,
                Label = label,
                Value = ValueOf(partName, value?.ToString(CultureInfo.InvariantCulture)),
                Classes = $"govuk-input--width-{width}",
                Autocomplete = Birthday ? autocomplete : null,
                Error = part == atFault ? true : null,
                Attributes = Disabled ? new Dictionary<string, string?> { ["disabled"] = null } : null,
            };
        }
    }
}
