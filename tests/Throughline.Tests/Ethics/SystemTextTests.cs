using System.Text.RegularExpressions;
using Throughline.Tests.Architecture;

namespace Throughline.Tests.Ethics;

/// <summary>Ethics rule E06 (person-first words in every system text) and E39 (the seed paper is not our content).</summary>
public sealed partial class SystemTextTests
{
    private static readonly string[] Kinds = [".cshtml", ".resx", ".json", ".yaml", ".yml", ".html", ".txt", ".md"];

    [Fact]
    public void SystemText_HasNoLabelWords()
    {
        var found = SourceTree.Files(Kinds)
            .Where(name => name.StartsWith("src/", StringComparison.Ordinal) && !name.Contains("package", StringComparison.Ordinal))
            .SelectMany(name => Labels(SourceTree.Read(name)).Select(hit => $"{name}: {hit}"))
            .Concat(SourceTree.Files(".cs")
                .Where(name => name.StartsWith("src/", StringComparison.Ordinal) && !name.Contains("/Migrations/", StringComparison.Ordinal))
                .SelectMany(name => Strings().Matches(string.Join('\n', SourceTree.Read(name).Split('\n').Where(line => !line.Contains("words: allowed", StringComparison.Ordinal)))).SelectMany(s => Labels(s.Value)).Select(hit => $"{name}: {hit}")))
            .ToList();
        found.ShouldBeEmpty();
    }

    [Fact]
    public void Labels_SentenceWithALabel_IsFound() => Labels("A page for ex-offenders and addicts").Count().ShouldBe(2);

    [Fact]
    public void Repository_SharesNoRunOfEightWordsWithThePaper()
    {
        if (SourceTree.Shared is not { } shared || !File.Exists(Path.Combine(shared, "reference", "000_611cb2d98d5d6512.txt")))
        {
            Assert.Skip("The seed paper is not beside this checkout.");
            return;
        }

        var paper = Runs(File.ReadAllText(Path.Combine(shared, "reference", "000_611cb2d98d5d6512.txt")).Split("## References")[0]).ToHashSet(StringComparer.Ordinal);
        paper.Count.ShouldBeGreaterThan(1000);
        var found = SourceTree.Files(".cshtml", ".cs", ".md", ".yaml", ".yml", ".json", ".js", ".scss", ".txt")
            .Where(name => !name.Contains("package", StringComparison.Ordinal))
            .Select(name => (name, Hit: Runs(SourceTree.Read(name)).FirstOrDefault(paper.Contains)))
            .Where(hit => hit.Hit is not null)
            .Select(hit => $"{hit.name}: {hit.Hit}")
            .ToList();
        found.ShouldBeEmpty();
    }

    private static IEnumerable<string> Labels(string text) => text.Split('\n')
        .Where(line => !line.Contains("words: allowed", StringComparison.Ordinal))
        .SelectMany(line => Label().Matches(line))
        .Select(match => match.Value);

    private static IEnumerable<string> Runs(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal)).Select(m => m.Value).ToArray();
        for (var i = 0; i + 8 <= words.Length; i++)
        {
            yield return string.Join(' ', words, i, 8);
        }
    }

    [GeneratedRegex(@"\b(ex-?offenders?|offenders?|ex-?cons?|convicts?|criminals?|felons?|inmates?|addicts?|alcoholics?|junkies?|perpetrators?|absconders?|non-?compliant)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Label();

    [GeneratedRegex("\"(?:[^\"\\\\\n]|\\\\.)*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Strings();

    [GeneratedRegex("[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
