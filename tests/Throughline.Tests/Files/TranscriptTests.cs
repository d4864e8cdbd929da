using Throughline.Files;

namespace Throughline.Tests.Files;

public sealed class TranscriptTests
{
    [Theory]
    [InlineData("Ana.docx")]
    [InlineData("David.docx")]
    [InlineData("Jessica.docx")]
    [InlineData("Kelly.docx")]
    public void Read_RealTranscript_GivesEveryWordInPlace(string name)
    {
        var path = Architecture.SourceTree.Shared is { } shared ? Path.Combine(shared, "data", "transcripts", name) : null;
        if (!File.Exists(path))
        {
            Assert.Skip("The real transcripts are not beside this checkout (../shared/data/transcripts).");
        }

        using var stream = File.OpenRead(path);
        var read = DocumentReader.Read(stream, name).Value;

        read.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThan(2_000);
        read.Paragraphs.Count.ShouldBeGreaterThan(50);
        read.Text.ShouldNotContain('\uFFFD');
        read.Text.ShouldNotContain("HYPERLINK");
        var end = -1;
        foreach (var paragraph in read.Paragraphs)
        {
            paragraph.Start.ShouldBeGreaterThan(end);
            read.Text.AsSpan(paragraph.Start, paragraph.Length).Contains('\r').ShouldBeFalse();
            end = paragraph.Start + paragraph.Length;
        }

        end.ShouldBe(read.Text.Length);
    }
}
