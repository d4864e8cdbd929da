namespace Throughline.Files;

/// <summary>Keeps a spreadsheet program from running what people typed. Used on every cell of every export.</summary>
public static class FormulaGuard
{
    private const char Apostrophe = '\'';

    /// <summary>
    /// The text with an apostrophe in front when a spreadsheet program could take it for a formula: when it begins with = + - @,
    /// a tab, a line end, NUL, or the wide forms of the first four. What <see cref="Unguard"/> would change is guarded too, so
    /// that nothing is lost on the way back.
    /// </summary>
    /// <param name="text">Any text; null counts as empty.</param>
    public static string Guard(string? text) =>
        text is not { Length: > 0 } ? "" : IsDangerous(text[0]) || Unguard(text).Length < text.Length ? Apostrophe + text : text;

    /// <summary>The text without the apostrophe that <see cref="Guard"/> put in front; any other text as it is.</summary>
    /// <param name="text">A cell of an export that has come back.</param>
    public static string Unguard(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var apostrophes = text.AsSpan().IndexOfAnyExcept(Apostrophe);
        return apostrophes > 0 && IsDangerous(text[apostrophes]) ? text[1..] : text;
    }

    /// <summary>
    /// Whether a cell that came in holds a formula rather than data: it begins with =, or with + - @ and a name that calls,
    /// pipes or points somewhere. “+44 (0)20 7946 0000”, “-5” and “@sam” are data.
    /// </summary>
    /// <param name="text">The cell as it stands in the file.</param>
    public static bool LooksLikeFormula(string text)
    {
        var rest = text.AsSpan().TrimStart();
        if (rest.IsEmpty || rest[0] is not ('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'))
        {
            return false;
        }
        if (rest[0] is '=' or '＝')
        {
            return true;
        }
        rest = rest.TrimStart("+-@＋－＠ ");
        if (rest.IsEmpty || !char.IsAsciiLetter(rest[0]))
        {
            return false;
        }
        var name = rest.IndexOfAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._");
        return name > 0 && rest[name] is '(' or '|' or '!';
    }

    private static bool IsDangerous(char c) => c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠';
}
