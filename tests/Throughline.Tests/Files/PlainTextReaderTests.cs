using System.Text;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class PlainTextReaderTests
{
    private const string Words = "Zoë paid £5.\nNaïve — “no”.";

    [Fact]
    public void Read_EachEncoding_GivesTheSameWords()
    {
        byte[][] files =
        [
            Encoding.UTF8.GetBytes(Words),
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Words)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Words)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Words)],
        ];
        foreach (var file in files)
        {
            var read = ReadDocument(file, "story.txt");
            read.Text.ShouldBe(Words);
            read.Note.ShouldBeNull();
            read.Paragraphs.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void Read_Windows1252_IsReadAndSaid()
    {
        var read = ReadDocument(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Words), "story.txt");

        read.Text.ShouldBe(Words);
        read.Note!.ShouldContain("Windows-1252");
    }

    [Fact]
    public void Read_OneBrokenLetterInUtf8_KeepsTheRest()
    {
        byte[] file = [.. Utf8("éèêëéèêë "), 0xE9, .. Utf8(" £5")];
        var read = ReadDocument(file, "story.txt");

        read.Text.ShouldBe("éèêëéèêë \uFFFD £5");
        read.Note!.ShouldContain("could not be read");
    }

    [Fact]
    public void Read_LettersAcrossTheBufferEdge_AreKept()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("€", 60_000));
        ReadDocument(Utf8(text), "story.txt").Text.ShouldBe(text);
    }

    [Fact]
    public void Read_CutInsideALetter_IsTruncated()
    {
        RefusalOf(Utf8("éé€")[..^1], "story.txt").ShouldBeOfType<FileRefusal.Truncated>();
        RefusalOf([.. Encoding.Unicode.Preamble, 0x41], "story.txt").ShouldBeOfType<FileRefusal.Truncated>();
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0x42, 0x00, 0x43 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0x00, 0x41, 0x00, 0x00, 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00, 0x00, 0x00 })]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 0x41 })]
    public void Read_NotText_IsRefused(byte[] file)
    {
        RefusalOf(file, "story.txt").ShouldBeOfType<FileRefusal.NotText>();
    }

    [Fact]
    public void Read_LineEndsAndControls_AreMadeOne()
    {
        ReadDocument(Utf8("a\r\nb\rc\n\n\u001Bd\u000Be\tf\r\n\r\n"), "story.txt").Text.ShouldBe("a\nb\nc\n\nd\ne\tf");
    }

    [Fact]
    public void Read_Markdown_KeepsItsMarksAndNotesHeadings()
    {
        var read = ReadDocument(Utf8("# My story\n\nI **kept** going.\n```\n# not a heading\n```\n#hashtag"), "story.md");

        read.Text.ShouldBe("# My story\n\nI **kept** going.\n```\n# not a heading\n```\n#hashtag");
        read.Kind.ShouldBe("Markdown");
        read.Paragraphs.Count(p => p.Style == ParagraphStyle.Heading).ShouldBe(1);
    }

    [Fact]
    public void Read_OnlySpace_HasNoWords()
    {
        RefusalOf(Utf8(" \r\n\t\n"), "story.txt").ShouldBeOfType<FileRefusal.NoWords>();
    }
}
