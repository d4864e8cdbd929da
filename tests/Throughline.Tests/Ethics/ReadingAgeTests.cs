using System.Text.RegularExpressions;
using Throughline.Schemes;
using Throughline.Tests.Architecture;

namespace Throughline.Tests.Ethics;

/// <summary>
/// Ethics rule E38: what a page says can be read at the age of eleven. Measured by the grade of Flesch and Kincaid (1975), 0.39 × words in a sentence +
/// 11.8 × syllables in a word − 15.59, of which a reader of eleven has six. A slice adds its folders, or single files, to <see cref="Folders"/>.
/// </summary>
public sealed partial class ReadingAgeTests
{
    private const double Grade = 6;

    // Labels and headings are no sentences, and would make every page look easy.
    private const int Fewest = 5;

    private const int Most = 26;

    /// <summary>Folders whose pages and sentences are measured, each file by itself and all together, and single files of other folders.</summary>
    public static TheoryData<string> Folders =>
    [
        "src/Throughline.Web/Pages/Recognition", "src/Throughline/Recognition", "src/Throughline.Web/Pages/Support", "src/Throughline/Support",
        "src/Throughline.Web/Pages/Expenses", "src/Throughline/Expenses",
        "src/Throughline.Web/Pages/Concerns", "src/Throughline/Concerns", "src/Throughline.Web/Pages/Safeguarding", "src/Throughline/Safeguarding",
        "src/Throughline.Web/Pages/Mentoring/Debriefs", "src/Throughline/People/SecondLook.cs", "src/Throughline/People/AskSecondPerson.cs", "src/Throughline/Reminders/DueKinds.cs",
    ];

    /// <summary>Groups of settings whose reasons are measured, in every template.</summary>
    public static TheoryData<string> SettingGroups => ["Concerns", "Messages", "Climate", "Supervision", "Support", "Flags", "Load", "Safety", "In between"];

    [Theory, MemberData(nameof(Folders))]
    public void Texts_OfAFolder_ReadAtElevenOrBelow(string folder)
    {
        var texts = Texts(folder);
        texts.ShouldNotBeEmpty();
        // A file with a few words only says little by itself.
        var hard = texts.Where(t => t.Value.Sum(s => Words(s).Count) >= 30).Select(t => (t.Key, Grade: GradeOf(Whole(t.Value)))).Where(t => t.Grade > Grade)
            .Select(t => $"{t.Key}: {t.Grade:0.0}: {texts[t.Key].MaxBy(s => GradeOf([s]))}").ToList();
        hard.ShouldBeEmpty();
        GradeOf(Whole(texts.SelectMany(t => t.Value))).ShouldBeLessThanOrEqualTo(Grade);
    }

    /// <summary>No one sentence runs on.</summary>
    [Theory, MemberData(nameof(Folders))]
    public void Sentences_OfAFolder_HaveTwentySixWordsAtMost(string folder) =>
        Texts(folder).SelectMany(t => t.Value.Select(s => (t.Key, Sentence: s))).Where(s => Words(s.Sentence).Count > Most).ShouldBeEmpty();

    [Theory, MemberData(nameof(SettingGroups))]
    public void Reasons_OfAGroupOfSettings_ReadAtElevenOrBelowAndDoNotRunOn(string group)
    {
        var reasons = SchemeTemplates.All.SelectMany(t => t.Settings).Where(s => s.Group == group).Select(s => s.Reason).Distinct().SelectMany(Sentences).ToList();
        reasons.ShouldNotBeEmpty();
        GradeOf(Whole(reasons)).ShouldBeLessThanOrEqualTo(Grade);
        reasons.Where(s => Words(s).Count > Most).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("The cat sat on the mat.", 1)]
    [InlineData("We keep what you write to ourselves. Nobody else can read it.", 5)]
    public void Grade_OfAnEasyText_IsLow(string text, double most) => GradeOf(Sentences(text)).ShouldBeLessThan(most);

    [Fact]
    public void Grade_Twin_AHardTextIsFound() =>
        GradeOf(Sentences("Organisational recognition asymmetries characteristically accumulate where hierarchical endorsement remains unaccompanied by collegial reciprocity.")).ShouldBeGreaterThan(15);

    [Theory]
    [InlineData("people", 2)]
    [InlineData("greeted", 2)]
    [InlineData("place", 1)]
    [InlineData("supervisor", 4)]
    [InlineData("somebody", 3)]
    [InlineData("walked", 1)]
    [InlineData("messages", 3)]
    public void Syllables_OfAWord_AreCounted(string word, int syllables) => Syllables(word).ShouldBe(syllables);

    private static Dictionary<string, List<string>> Texts(string folder) =>
        SourceTree.Files(".cshtml", ".cs").Where(name => name == folder || name.StartsWith(folder + "/", StringComparison.Ordinal))
            .ToDictionary(name => name, name => name.EndsWith(".cshtml", StringComparison.Ordinal) ? PageSentences(SourceTree.Read(name)) : CodeSentences(SourceTree.Read(name)));

    private static double GradeOf(IReadOnlyList<string> sentences)
    {
        var words = sentences.SelectMany(Words).ToList();
        return words.Count == 0 ? 0 : (0.39 * words.Count / sentences.Count) + (11.8 * words.Sum(Syllables) / words.Count) - 15.59;
    }

    private static List<string> Whole(IEnumerable<string> sentences) => [.. sentences.Where(s => Words(s).Count >= Fewest)];

    private static List<string> PageSentences(string page)
    {
        // Code of the page goes; what it writes in the middle of a sentence counts as a short word.
        var text = Block().Replace(page, " ");
        text = Directive().Replace(text, " ");
        var attributes = Spoken().Matches(text).Select(m => m.Groups[1].Value);
        text = Literal().Replace(text, m => $" {m.Groups[1].Value} ");
        text = Expression().Replace(text, " it ");
        var bodies = Tag().Replace(text, "\n").Split('\n').Where(line => !line.Contains('{') && !line.Contains('}') && !line.Contains("=>", StringComparison.Ordinal) && !line.Contains(';'));
        return [.. bodies.Concat(attributes.Where(a => !a.Contains('@'))).SelectMany(Sentences)];
    }

    private static List<string> CodeSentences(string code) =>
    [
        .. String().Matches(string.Join('\n', code.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.Contains("HasCheckConstraint", StringComparison.Ordinal))))
            .Select(m => Hole().Replace(m.Groups[1].Value, "it")).Where(s => s.Length > 0 && char.IsUpper(s[0]) && s.Contains(' ')).SelectMany(Sentences),
    ];

    private static List<string> Sentences(string text) => [.. End().Split(text).Where(s => Words(s).Count > 0)];

    private static List<string> Words(string sentence) => [.. Word().Matches(sentence).Select(m => m.Value.ToLowerInvariant())];

    private static int Syllables(string word)
    {
        var bare = word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        var count = Vowels().Count(bare);
        // "place" and "walked", but not "people", "greeted" and "messages".
        if (SilentEnd().IsMatch(bare) && count > 1)
        {
            count--;
        }

        // The middle of "somebody" is silent, and in "people" the vowels are one.
        return Math.Max(1, bare.StartsWith("some", StringComparison.Ordinal) && bare.Length > 5 ? count - 1 : count);
    }

    [GeneratedRegex(@"@\{(?:[^{}]|\{[^{}]*\})*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Block();

    [GeneratedRegex(@"^@(page|model|using|inject|section|if|else|foreach|for|switch)\b.*$|^\s*@(if|else|foreach|for|switch)\s*\(.*?\)\s*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Directive();

    [GeneratedRegex("\\b(?:label|hint|summary|caption|key|title|page-heading|empty-text)=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Spoken();

    [GeneratedRegex("\"([A-Z][^\"]* [^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Literal();

    [GeneratedRegex(@"@\([^()]*(\([^()]*(\([^()]*\)[^()]*)*\)[^()]*)*\)|@[A-Za-z_][\w.!?]*(\([^()]*(\([^()]*\)[^()]*)*\))?(\.[\w.!?]+(\([^()]*\))?)*", RegexOptions.NonBacktracking)]
    private static partial Regex Expression();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("\"((?:[^\"\\\\\n]|\\\\.)*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex String();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();

    [GeneratedRegex(@"[.?!:]+(?:\s|$)|\n", RegexOptions.NonBacktracking)]
    private static partial Regex End();

    [GeneratedRegex(@"[\p{L}]+(?:['’][\p{L}]+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("[aeiouy]+", RegexOptions.NonBacktracking)]
    private static partial Regex Vowels();

    [GeneratedRegex("([^aeiouyl]e|[^aeiouytd]ed|[^aeiouysxzcgh]es|[aeiouy]le)$", RegexOptions.NonBacktracking)]
    private static partial Regex SilentEnd();
}
