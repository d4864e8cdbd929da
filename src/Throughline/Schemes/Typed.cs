using System.Globalization;

namespace Throughline.Schemes;

/// <summary>Checks of typed text that the entities of this slice share.</summary>
internal static class Typed
{
    public static Invalid? Required(string? text, int max, string field, string missing, string label) =>
        string.IsNullOrWhiteSpace(text) ? new(field, missing) : Optional(text, max, field, label);

    public static Invalid? Optional(string? text, int max, string field, string label) =>
        text?.Trim().Length > max ? new(field, $"{label} must be {max} characters or fewer")
        : text is not null && text.Any(c => char.IsControl(c) && c is not ('\r' or '\n')) ? new(field, $"{label} must not contain tabs or control characters")
        : null;

    public static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
