using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class WordReaderTests
{
    [Fact]
    public void Read_Paragraphs_GivesTextAndPlaces()
    {
        var read = ReadDocument(Docx(Paragraph("I was asked.") + "<w:p/>" + Paragraph("I said yes 👋🏽 é.")), "story.docx");

        read.Text.ShouldBe("I was asked.\n\nI said yes 👋🏽 é.");
        read.Kind.ShouldBe("Word document");
        read.Note.ShouldBeNull();
        read.Paragraphs.Select(p => read.Text.Substring(p.Start, p.Length)).ShouldBe(["I was asked.", "I said yes 👋🏽 é."]);
    }

    [Fact]
    public void Read_TabsBreaksAndHyphens_AreKept()
    {
        Text("<w:p><w:r><w:t>INT:</w:t><w:tab/><w:t>So</w:t><w:br/><w:t>well</w:t><w:noBreakHyphen/><w:t>being</w:t></w:r></w:p>").ShouldBe("INT:\tSo\nwell\u2011being");
    }

    [Fact]
    public void Read_SpaceNotPreserved_IsTrimmedAsWordDoes()
    {
        Text("<w:p><w:r><w:t>  one </w:t></w:r><w:r><w:t xml:space=\"preserve\"> two\n</w:t></w:r><w:r><w:t>three</w:t></w:r></w:p>").ShouldBe("one two three");
    }

    [Fact]
    public void Read_TrackedChanges_ShowsTheTextAsAccepted()
    {
        Text("<w:p><w:r><w:t xml:space=\"preserve\">They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t xml:space=\"preserve\">always </w:t></w:r></w:ins>"
            + "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:r><w:t>listened</w:t></w:r></w:p>").ShouldBe("They always listened");
    }

    [Fact]
    public void Read_DeletedParagraphMark_JoinsTheParagraphs()
    {
        Text("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">first </w:t></w:r></w:p>" + Paragraph("second")).ShouldBe("first second");
    }

    [Fact]
    public void Read_TextBox_ComesOnceAfterItsParagraph()
    {
        const string box = "<w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent>";
        Text($"<w:p><w:r><w:t>anchor</w:t><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>" + Paragraph("after"))
            .ShouldBe("anchor\nin the box\nafter");
    }

    [Fact]
    public void Read_Table_GivesALineForEachRow()
    {
        static string Cell(string inner) => $"<w:tc><w:tcPr><w:tcW/></w:tcPr>{inner}</w:tc>";
        var read = ReadDocument(Docx("<w:tbl><w:tblPr/><w:tr>" + Cell(Paragraph("INT")) + Cell(Paragraph("How") + Paragraph("are you?")) + "</w:tr>"
            + "<w:tr><w:trPr><w:del/></w:trPr>" + Cell(Paragraph("gone")) + Cell(Paragraph("gone")) + "</w:tr>"
            + "<w:tr>" + Cell(Paragraph("A")) + Cell("<w:p/>") + "</w:tr></w:tbl>"), "story.docx");

        read.Text.ShouldBe("INT\tHow\nare you?\nA");
        read.Paragraphs.ShouldAllBe(p => p.Style == ParagraphStyle.TableRow);
    }

    [Fact]
    public void Read_Styles_NotesHeadingsTitlesAndLists()
    {
        const string styles = $"""
            <w:styles xmlns:w="{Word}"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
            <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
            <w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style></w:styles>
            """;
        static string P(string properties, string text) => $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";
        var read = ReadDocument(Docx(P("<w:pStyle w:val=\"Titel\"/>", "a") + P("<w:pStyle w:val=\"Mine\"/>", "b") + P("<w:outlineLvl w:val=\"2\"/>", "c")
            + P("<w:numPr><w:numId w:val=\"3\"/></w:numPr>", "d") + P("<w:pStyle w:val=\"Round\"/><w:tabs><w:tab w:val=\"left\"/></w:tabs>", "e"), ("styles.xml", styles)), "story.docx");

        read.Text.ShouldBe("a\nb\nc\nd\ne");
        read.Paragraphs.Select(p => (p.Style, p.HeadingLevel)).ShouldBe([
            (ParagraphStyle.Title, 0), (ParagraphStyle.Heading, 1), (ParagraphStyle.Heading, 3), (ParagraphStyle.ListItem, 0), (ParagraphStyle.Body, 0)]);
    }

    [Fact]
    public void Read_Footnotes_AreNumberedAndComeLast()
    {
        const string notes = $"<w:footnotes xmlns:w=\"{Word}\"><w:footnote w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id=\"7\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> Not the real street.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        var read = ReadDocument(Docx("<w:p><w:r><w:t>Mill Lane</w:t><w:footnoteReference w:id=\"7\"/><w:t>.</w:t></w:r></w:p>", ("footnotes.xml", notes)), "story.docx");

        read.Text.ShouldBe("Mill Lane[1].\n[1] Not the real street.");
        read.Paragraphs[^1].Style.ShouldBe(ParagraphStyle.Note);
    }

    [Fact]
    public void Read_CommentsAndHiddenText_AreLeftOutAndSaid()
    {
        var read = ReadDocument(Docx("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>shown</w:t></w:r></w:p>",
            ("comments.xml", $"<w:comments xmlns:w=\"{Word}\"/>")), "story.docx");

        read.Text.ShouldBe("shown");
        read.Note.ShouldBe("Hidden text was left out. Comments in the margin were left out.");
    }

    [Fact]
    public void Read_FieldsPromptsAndLinks_GiveWhatIsShown()
    {
        Text("<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink><w:r><w:t>the link</w:t></w:r></w:hyperlink>"
            + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>"
            + "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt></w:p>").ShouldBe("the link!");
    }

    [Fact]
    public void Read_ControlCharacters_AreTakenOut()
    {
        Text(Paragraph("a&#x9;b&#x85;c\u200Dd\u0080e")).ShouldBe("a\tb\nc\u200Dde");
    }

    [Fact]
    public void Read_MainPartUnderAnotherName_IsFound()
    {
        var file = Zip(("[Content_Types].xml", "<Types/>"), ("_rels/.rels", Relationships(("officeDocument", "/word/document2.xml"))), ("word/document2.xml", DocumentXml(Paragraph("here"))));
        ReadDocument(file, "story.docx").Text.ShouldBe("here");
    }

    [Fact]
    public void Read_NothingButSpace_HasNoWords()
    {
        RefusalOf(Docx(Paragraph("  ") + "<w:p/>"), "story.docx").ShouldBeOfType<FileRefusal.NoWords>().Scanned.ShouldBeFalse();
    }

    [Fact]
    public void Read_MoreTextThanTheLimit_IsRefused()
    {
        RefusalOf(Docx(Paragraph(new string('x', 2000))), "story.docx", new FileLimits { MaxCharacters = 1000 }).ShouldBeOfType<FileRefusal.TooMuchText>();
    }

    [Fact]
    public void Read_SmallFileThatUnpacksLarge_TakesLittleMemory()
    {
        // About 15 MB of XML in a file of some 100 kB, nearly all of it properties of runs: what a tree of the document would hold.
        var run = string.Concat(Enumerable.Repeat("<w:r><w:rPr><w:b/><w:i/><w:color w:val=\"000000\"/></w:rPr><w:t>a</w:t></w:r>", 100));
        var file = Docx(string.Concat(Enumerable.Repeat($"<w:p>{run}</w:p>", 2_000)));
        ReadDocument(file, "warm-up.docx");
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();

        ReadDocument(file, "story.docx").Text.Length.ShouldBe(201_999);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(12_000_000);
    }

    private static string Text(string body) => ReadDocument(Docx(body), "story.docx").Text;
}
