using System.Globalization;

namespace Throughline.Schemes;

/// <summary>Which values a setting may take.</summary>
/// <param name="WholeOnly">Whether only whole numbers are allowed; otherwise up to three decimal places.</param>
/// <param name="Min">Lowest value.</param>
/// <param name="Max">Highest value, never below <paramref name="Min"/>.</param>
public sealed record SettingRule(bool WholeOnly, decimal Min, decimal Max)
{
    /// <summary>Whether only one value is allowed, so that the setting is shown with its reason but cannot be changed.</summary>
    public bool Fixed => Min == Max;

    /// <summary>Reads what a person typed.</summary>
    /// <param name="typed">Text from a form or a file; blanks around it are ignored.</param>
    /// <param name="value">The number, or 0 where there is a problem.</param>
    /// <returns>Null when allowed, or what is wrong in words that fit beside a field.</returns>
    public string? Read(string? typed, out decimal value)
    {
        value = 0;
        var text = typed?.Trim() ?? "";
        if (text.Length == 0)
        {
            return "Enter a number";
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return WholeOnly ? "Enter a whole number, like 12" : "Enter a number, like 12 or 1.5";
        }

        if (WholeOnly && number != decimal.Truncate(number))
        {
            return "Enter a whole number, like 12";
        }

        if (number != decimal.Round(number, 3))
        {
            return "Enter a number with at most 3 decimal places";
        }

        if (number < Min || number > Max)
        {
            return Fixed ? $"This number cannot be changed from {Write(Min)}" : $"Enter a number from {Write(Min)} to {Write(Max)}";
        }

        value = number;
        return null;
    }

    /// <summary>The number as people read it, without zeros that say nothing.</summary>
    public static string Write(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
