using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Throughline.Web.Components;

/// <summary>
/// Binds a date from its three boxes (Name.Day, Name.Month, Name.Year), or from one ISO date under its own name.
/// What was typed stays in ModelState part by part, so that 31 2 2026 comes back as it was.
/// </summary>
public sealed class DateBinder : IModelBinder
{
    public const string Day = "Day";
    public const string Month = "Month";
    public const string Year = "Year";

    public Task BindModelAsync(ModelBindingContext context)
    {
        var name = context.ModelName;
        var whole = context.ValueProvider.GetValue(name);
        var day = Take(Day);
        var month = Take(Month);
        var year = Take(Year);
        if (day is null && month is null && year is null)
        {
            BindWhole(context, whole);
            return Task.CompletedTask;
        }

        var missing = new List<string>();
        Note(day, "a day");
        Note(month, "a month");
        Note(year, "a year");
        var what = NameOf(context.ModelMetadata);
        if (missing.Count == 3)
        {
            // Whether nothing will do is for [Required] to say, unless there is no such thing as no date.
            if (context.ModelMetadata.IsReferenceOrNullableType)
            {
                context.Result = ModelBindingResult.Success(null);
                return Task.CompletedTask;
            }
            return Fail(Day, $"Enter {Words.InSentence(what)}");
        }
        if (missing.Count > 0)
        {
            return Fail(
                day is null or "" ? Day : month is null or "" ? Month : Year,
                $"{what} must include {string.Join(" and ", missing)}");
        }
        if (!TryMonth(month!, out var m))
        {
            return Fail(Month, $"{what} must have a month from 1 to 12");
        }
        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) || year!.Length != 4 || y < 1)
        {
            return Fail(Year, $"{what} must have a year of 4 numbers");
        }
        if (!int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return Fail(Day, $"{what} must be a real date");
        }
        context.Result = ModelBindingResult.Success(new DateOnly(y, m, d));
        return Task.CompletedTask;

        string? Take(string part)
        {
            var value = context.ValueProvider.GetValue($"{name}.{part}");
            if (value == ValueProviderResult.None)
            {
                return null;
            }
            context.ModelState.SetModelValue($"{name}.{part}", value);
            // Nothing validates a part by itself, and ModelState is not valid while an entry waits to be.
            context.ModelState.MarkFieldSkipped($"{name}.{part}");
            return value.FirstValue?.Trim() ?? "";
        }

        void Note(string? value, string words)
        {
            if (string.IsNullOrEmpty(value))
            {
                missing.Add(words);
            }
        }

        Task Fail(string part, string message)
        {
            // Under the name of the whole, so that [Required] does not add its own message to ours.
            context.ModelState.TryAddModelError(name, message);
            var errors = context.ModelState[name]!.Errors;
            errors.RemoveAt(errors.Count - 1);
            errors.Add(new DateError(message, part));
            context.Result = ModelBindingResult.Failed();
            return Task.CompletedTask;
        }
    }

    private static void BindWhole(ModelBindingContext context, ValueProviderResult whole)
    {
        if (whole == ValueProviderResult.None)
        {
            return;
        }
        context.ModelState.SetModelValue(context.ModelName, whole);
        var text = whole.FirstValue?.Trim();
        if (string.IsNullOrEmpty(text) && context.ModelMetadata.IsReferenceOrNullableType)
        {
            context.Result = ModelBindingResult.Success(null);
        }
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            context.Result = ModelBindingResult.Success(date);
        }
        else
        {
            context.ModelState.TryAddModelError(context.ModelName, $"{NameOf(context.ModelMetadata)} must be a real date");
            context.Result = ModelBindingResult.Failed();
        }
    }

    private static bool TryMonth(string text, out int month)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out month))
        {
            return month is >= 1 and <= 12;
        }
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        for (month = 1; month <= 12; month++)
        {
            if (text.Equals(names.MonthNames[month - 1], StringComparison.OrdinalIgnoreCase)
                || text.Equals(names.AbbreviatedMonthNames[month - 1], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static string NameOf(ModelMetadata metadata) => metadata.DisplayName ?? Words.FromName(metadata.Name ?? "The date");

    public sealed class Provider : IModelBinderProvider
    {
        private static readonly DateBinder Binder = new();

        public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
            context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? Binder : null;
    }
}

/// <summary>What is wrong with a date, and in which of its boxes.</summary>
internal sealed class DateError(string message, string part) : ModelError(message)
{
    public string Part { get; } = part;
}
