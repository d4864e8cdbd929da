using Throughline.Stories;

namespace Throughline.Tests.Stories;

public sealed class StoryTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \r\n\t\n", "")]
    [InlineData("One\r\nTwo\n\nThree", "One|Two|Three")]
    [InlineData("\r\r🌱 seed\r", "🌱 seed")]
    public void Paragraphs_Lines_AreThoseWithWords(string text, string expected) =>
        string.Join('|', StoryText.Paragraphs(text).Select(p => p.Of(text))).ShouldBe(expected);

    [Theory]
    [InlineData("One. Two! Three?", "One.|Two!|Three?")]
    [InlineData("He said “go.” I went", "He said “go.”|I went")]
    [InlineData("It cost 3.50 that day… I paid", "It cost 3.50 that day…|I paid")]
    [InlineData("No stop at all", "No stop at all")]
    [InlineData("  🌱. End.  ", "🌱.|End.")]
    public void Sentences_Paragraph_IsCutAfterItsStops(string text, string expected) =>
        string.Join('|', StoryText.Sentences(text, new Span(0, text.Length)).Select(p => p.Of(text))).ShouldBe(expected);

    [Fact]
    public void Segments_MarksThatOverlapAndCrossParagraphs_MakeUpTheWholeTextOnce()
    {
        const string text = "abcdefghij\nklmnopqrst\nuvwxyz";
        Span[] marks = [new(2, 8), new(5, 15), new(13, 14), new(0, text.Length), new(5, 15)];
        var paragraphs = StoryText.Paragraphs(text);

        var segments = StoryText.Segments(paragraphs, marks);

        segments.Count.ShouldBe(3);
        for (var i = 0; i < paragraphs.Count; i++)
        {
            string.Concat(segments[i].Select(s => s.Span.Of(text))).ShouldBe(paragraphs[i].Of(text));
        }

        foreach (var (mark, index) in marks.Select((m, i) => (m, i)))
        {
            var covered = segments.SelectMany(s => s).Where(s => s.Marks.Contains(index)).ToList();
            string.Concat(covered.Select(s => s.Span.Of(text))).ShouldBe(mark.Of(text).Replace("\n", "", StringComparison.Ordinal));
            segments.SelectMany(s => s).Count(s => s.Begins.Contains(index)).ShouldBe(1, "each mark has one place to jump to");
        }
    }

    [Fact]
    public void Segments_LongTextWithManyMarks_GivesEveryParagraph()
    {
        var text = string.Join('\n', Enumerable.Range(0, 4_000).Select(i => $"Paragraph {i}: some words were said here and then some more of them."));
        var paragraphs = StoryText.Paragraphs(text);
        Span[] marks = [.. Enumerable.Range(0, 2_000).Select(i => new Span(i * 100, (i * 100) + 150))];
        StoryText.Segments(paragraphs, marks).Count.ShouldBe(4_000);
    }
}
