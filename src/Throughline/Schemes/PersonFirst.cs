using System.Text.RegularExpressions;

namespace Throughline.Schemes;

/// <summary>Keeps labels out of the words that a scheme puts on every page (E06). What people say about themselves is theirs and never checked.</summary>
internal static partial class PersonFirst
{
    public static Invalid? Check(string? text, string field) =>
        text is not null && Labels().Match(text) is { Success: true } label
            ? new(field, $"Use words that put the person first. \u201c{label.Value}\u201d is a label")
            : null;

    [GeneratedRegex(
        @"\b(ex-?\s?offender|offender|ex-?\s?con|convict|criminal|felon|inmate|addict|alcoholic|junkie|perpetrator|absconder|non-?compliant)s?\b", // words: allowed
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 200)]
    private static partial Regex Labels();
}
