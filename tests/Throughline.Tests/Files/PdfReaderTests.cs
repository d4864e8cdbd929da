using Throughline.Files;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using static Throughline.Testing.RawPdf;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

[Collection(nameof(Alone))]
public sealed class PdfReaderTests
{
    [Fact]
    public void Read_Lines_AreJoinedIntoParagraphs()
    {
        var read = ReadDocument(Pdf(["They gave me the keys to the room and nobody", "asked me twice.", "", "That was in May and it felt like being seen by", "somebody."]), "story.pdf");

        read.Text.ShouldBe("They gave me the keys to the room and nobody asked me twice.\nThat was in May and it felt like being seen by somebody.");
        read.Kind.ShouldBe("PDF");
        read.Note!.ShouldContain("paragraphs");
        read.Paragraphs.Count.ShouldBe(2);
    }

    [Fact]
    public void Read_PdfFromWriter_GivesItsWords()
    {
        var read = ReadDocument(FromWriter(), "story.pdf");

        read.Text.ShouldStartWith("How I came to hold the keys\nNobody asked me what I had done. Zoë asked what I was good at, and I said kettles,");
        read.Text.ShouldEndWith("\n“It’s only a cupboard,” I said. It was £4 of teabags and it was the first lock anybody had trusted me with.");
        read.Paragraphs.Count.ShouldBe(3);
        read.Note!.ShouldNotContain("which letters");
    }

    [Fact]
    public void Read_FontPrograms_AreNeverRun()
    {
        var file = FromWriter();
        var spoilt = 0;
        for (var at = 0; file.AsSpan(at).IndexOf("/Length1 "u8) is >= 0 and var found; spoilt++)
        {
            at += found + 9;
            var start = at + file.AsSpan(at).IndexOf("stream"u8) + 8;
            var end = start + file.AsSpan(start).IndexOf("endstream"u8) - 2;
            file.AsSpan(start, end - start).Fill(0xFF);
        }

        spoilt.ShouldBeGreaterThan(0);
        ReadDocument(file, "story.pdf").Text.ShouldBe(ReadDocument(FromWriter(), "story.pdf").Text);
    }

    [Fact]
    public void Read_PageWithoutText_HasNoWordsAndSaysItMayBeAScan()
    {
        RefusalOf(Pdf([]), "scan.pdf").ShouldBeOfType<FileRefusal.NoWords>().Scanned.ShouldBeTrue();
    }

    [Fact]
    public void Read_Encrypted_IsPasswordProtected()
    {
        RefusalOf(Raw(Encrypted, Utf8("BT ET"), ""), "locked.pdf").ShouldBeOfType<FileRefusal.PasswordProtected>();
    }

    [Fact]
    public void Read_TooManyPages_IsRefused()
    {
        RefusalOf(Pdf(["one"], pages: 4), "long.pdf", new FileLimits { MaxPages = 3 }).ShouldBeOfType<FileRefusal.TooManyPages>();
    }

    [Fact]
    public void Read_StreamThatUnpacksLarge_IsRefusedWithLittleMemory()
    {
        var bomb = Raw("", Deflate(new byte[200 << 20]), "/Filter /FlateDecode");
        bomb.Length.ShouldBeLessThan(1_000_000);
        var before = GC.GetTotalAllocatedBytes();

        RefusalOf(bomb, "bomb.pdf").ShouldBeOfType<FileRefusal.UnpacksTooLarge>();

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(60_000_000);
    }

    [Fact]
    public void Read_StreamPackedTwice_IsCountedAtEachStep()
    {
        RefusalOf(Raw("", Deflate(Deflate(new byte[200 << 20])), "/Filter [/FlateDecode /FlateDecode]"), "bomb.pdf").ShouldBeOfType<FileRefusal.UnpacksTooLarge>();
    }

    [Fact]
    public void Read_DrawingThatWasNeverPacked_IsCountedToo()
    {
        RefusalOf(Raw("", Utf8("BT " + string.Concat(Enumerable.Repeat("(a)Tj ", 200_000)) + "ET"), ""), "long.pdf").ShouldBeOfType<FileRefusal.UnpacksTooLarge>();
    }

    [Fact]
    public void Read_FormDrawnManyTimes_IsRefusedWithLittleMemory()
    {
        var form = Utf8("BT /F1 12 Tf 10 10 Td (" + new string('a', 50_000) + ")Tj ET");
        var file = Raw("", Utf8(string.Concat(Enumerable.Repeat("/X Do ", 2_000))), "", Packed(form,
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"));
        var before = GC.GetTotalAllocatedBytes();

        RefusalOf(file, "forms.pdf").ShouldBeOfType<FileRefusal.UnpacksTooLarge>();

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(300_000_000);
    }

    [Fact]
    public void Read_FormThatDrawsItself_IsRead()
    {
        var form = Packed(Utf8("/X Do /X Do"), "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>");
        RefusalOf(Raw("", Utf8("/X Do"), "", form), "self.pdf").ShouldBeOfType<FileRefusal.NoWords>();
    }

    [Theory]
    [InlineData("/W [0 2147483646 500]", "1 beginbfrange <0041> <0042> <0041> endbfrange")]
    [InlineData("/W [0 60000 500 0 60000 500 0 60000 500 0 60000 500 0 60000 500]", "1 beginbfrange <0041> <0042> <0041> endbfrange")]
    [InlineData("/DW 500", "1 beginbfrange <00000000> <7FFFFFFE> <0041> endbfrange")]
    [InlineData("/DW 500", "1 begincidrange <00000000> <7FFFFFFE> 0 endcidrange")]
    public void Read_FontThatNamesMoreCodesThanThereAre_TakesLittleMemory(string widths, string map)
    {
        var file = Raw("", Utf8("BT /F1 12 Tf 10 10 Td <00410042> Tj ET"), "", Packed(Utf8($"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {map} endcmap"), ""),
            "/Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 5 0 R /DescendantFonts "
            + $"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> {widths} >>] >> >>");
        var before = GC.GetTotalAllocatedBytes();

        DocumentReader.Read(Stream(file), "font.pdf").Refusal.ShouldNotBeOfType<FileRefusal.TookTooLong>();

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(60_000_000);
    }

    [Theory]
    [InlineData("/Names << /Dests 5 0 R >>", "<< /Kids [5 0 R] >>")]
    [InlineData("/#4eames << /D#65sts 5 0 R >>", "<< /Kids [5 0 R] >>")]
    [InlineData("/Dests 5 0 R", "<< /A 5 0 R >>")]
    public void Read_TreeOfDestinationsThatHoldsItself_DoesNotOverflowTheStack(string catalog, string tree)
    {
        RefusalOf(Raw("", Utf8("BT ET"), "", Utf8(tree), catalog: catalog), "names.pdf").ShouldBeOfType<FileRefusal.NoWords>();
    }

    [Fact]
    public void Read_ColourThatHoldsItself_IsPassedOver()
    {
        const string resources = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> /ColorSpace << /C 5 0 R >>";
        var file = Raw("", Utf8("/C cs 1 0 0 scn 1 0 0 rg BT /F1 12 Tf 10 10 Td (words) Tj ET"), "", Utf8("[/Indexed 5 0 R 1 <00>]"), resources);
        ReadDocument(file, "colour.pdf").Text.ShouldBe("words");
    }

    [Theory]
    [InlineData("/Size 2000000000")]
    [InlineData("/Size 5 /Index [0 2000000000]")]
    [InlineData("/Size 5 /#49ndex%here\n[0%there\n2000000000]")]
    [InlineData("/Size 5 /Index [0 1900000 0 1900000]")]
    [InlineData("/Size 99999999999999999999999999")]
    public void Read_TableThatClaimsMoreObjectsThanTheFileCanHold_IsDamaged(string claim)
    {
        PdfTables.AreSound(Utf8($"%PDF-1.7\n1 0 obj << /Type /XRef {claim} >>")).ShouldBeFalse();
        RefusalOf(Utf8($"%PDF-1.7\n1 0 obj << /Type /XRef {claim} >>\n%%EOF"), "table.pdf").ShouldBeOfType<FileRefusal.Damaged>();
    }

    [Theory]
    [InlineData("/Size 57/Root 55 0 R")]
    [InlineData("/Index [0 57 100 3] /Size 103")]
    [InlineData("/FunctionType 0 /Size [2 2 2]")]
    [InlineData("/Sized (x) /S/I/Index")]
    [InlineData("/")]
    public void AreSound_OrdinaryTables_AreLeftAlone(string text)
    {
        PdfTables.AreSound(Utf8(text)).ShouldBeTrue();
    }

    [Fact]
    public void Read_LongerThanItsTime_IsRefused()
    {
        RefusalOf(Pdf(["one"]), "slow.pdf", new FileLimits { PdfTime = TimeSpan.Zero }).ShouldBeOfType<FileRefusal.TookTooLong>();
    }

    [Fact]
    public void Read_NestedTooDeep_IsRefusedAndTheProcessLives()
    {
        var nested = string.Concat(Enumerable.Repeat("[", 100_000));
        RefusalOf(Raw("", Utf8(nested), ""), "deep.pdf").ShouldNotBeNull();
        RefusalOf(Raw("/Deep " + nested, Utf8("BT ET"), ""), "deep.pdf").ShouldNotBeNull();
        RefusalOf(Raw("/Deep " + string.Concat(Enumerable.Repeat("<</A ", 100_000)), Utf8("BT ET"), ""), "deep.pdf").ShouldNotBeNull();
    }

    [Fact]
    public void Read_Truncated_IsNamed()
    {
        var whole = Pdf(["They gave me the keys."]);
        RefusalOf(whole[..20], "story.pdf").ShouldBeOfType<FileRefusal.Truncated>();
        RefusalOf(whole[..(whole.Length / 2)], "story.pdf").ShouldNotBeNull();
    }

    [Fact]
    public void Read_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => DocumentReader.Read(Stream(Pdf(["one"])), "a.pdf", cancellation: stop.Token));
    }

    internal static byte[] FromWriter() => File.ReadAllBytes(Path.Combine(Samples, "story-from-writer.pdf"));

    internal static byte[] Pdf(string[] lines, int pages = 1)
    {
        var pdf = new PdfDocumentBuilder();
        var font = pdf.AddStandard14Font(Standard14Font.Helvetica);
        for (var number = 0; number < pages; number++)
        {
            var page = pdf.AddPage(PageSize.A4);
            var y = 780.0;
            foreach (var line in lines)
            {
                if (line.Length > 0)
                {
                    page.AddText(line, 12, new PdfPoint(50, y), font);
                }

                y -= 15;
            }
        }

        return pdf.Build();
    }
}
