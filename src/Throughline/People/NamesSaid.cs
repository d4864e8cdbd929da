using System.Text.RegularExpressions;

namespace Throughline.People;

/// <summary>
/// Names within a text that others read: whom it may mean, and the text without them. Any word of a name may mean the person, so that a first name alone
/// is found; a word that is also a name of one of the readers means them.
/// </summary>
internal static partial class NamesSaid
{
    private const string Instead = "somebody";

    /// <summary>True when a text may mean a person.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The person's whole name.</param>
    /// <param name="readers">The whole names of those who read it.</param>
    public static bool MayMean(string text, string name, IReadOnlyCollection<string> readers) => Word().Matches(text)
        .Any(word => ConflictWatch.MayMean(word.Value, name, null) && !readers.Any(reader => ConflictWatch.MayMean(word.Value, reader, null)));

    /// <summary>A text without the names of some people, for a reader who is not to come upon them (INV-142).</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">The whole names of those people.</param>
    /// <param name="readers">The whole names of those who read it.</param>
    public static string Without(string text, IReadOnlyCollection<string> names, IReadOnlyCollection<string> readers)
    {
        var said = names.Where(name => MayMean(text, name, readers)).ToList();
        return said.Count == 0 ? text
            : Again().Replace(Word().Replace(text, word => said.Exists(name => ConflictWatch.MayMean(word.Value, name, null)) ? Instead : word.Value), Instead);
    }

    // As NameFolding takes words apart: an apostrophe is within a name, but for the s of a genitive.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’](?![sS]\b)[\p{L}\p{M}\p{N}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\bsomebody(?:[ -]+somebody\b)+", RegexOptions.CultureInvariant)]
    private static partial Regex Again();
}
