using System.Globalization;
using System.Text;

namespace Throughline.People;

/// <summary>Folds names so that Éabha is found by "eabha" and sorts beside Eabha, on both databases alike (SQLite itself folds ASCII only).</summary>
public static class NameFolding
{
    /// <summary>Longest term kept for search, in characters.</summary>
    public const int TermMaxLength = 40;

    /// <summary>Lower case without diacritics; anything but letters and digits becomes a single space.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) && rune.Value is not ('\'' or '’'))
            {
                folded.Append(' ');
            }
        }

        return string.Join(' ', folded.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The folded words of a text, each once.</summary>
    public static IReadOnlyList<string> Terms(params string?[] texts) =>
        [.. texts.OfType<string>().SelectMany(text => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Cut).Distinct(StringComparer.Ordinal)];

    /// <summary>The key by which lists of people are ordered.</summary>
    public static string SortKey(string preferredName, string? familyName)
    {
        var key = familyName is null ? Fold(preferredName) : $"{Fold(familyName)} {Fold(preferredName)}";
        return key.Length <= 200 ? key : key[..200];
    }

    private static string Cut(string term) => term.Length <= TermMaxLength ? term : term[..TermMaxLength];
}
