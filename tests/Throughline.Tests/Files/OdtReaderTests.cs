using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class OdtReaderTests
{
    [Fact]
    public void Read_Text_GivesParagraphsHeadingsAndLists()
    {
        var read = ReadDocument(Odt("<text:h text:outline-level=\"2\">How it began</text:h>\n<text:p>I  was\n asked<text:s text:c=\"3\"/>in<text:tab/>May<text:line-break/>2025 👋🏽.</text:p>"
            + "<text:list><text:list-item><text:p>keys</text:p></text:list-item></text:list>"), "story.odt");

        read.Text.ShouldBe("How it began\nI was asked   in\tMay\n2025 👋🏽.\nkeys");
        read.Paragraphs.Select(p => (p.Style, p.HeadingLevel)).ShouldBe([(ParagraphStyle.Heading, 2), (ParagraphStyle.Body, 0), (ParagraphStyle.ListItem, 0)]);
        read.Kind.ShouldBe("OpenDocument text");
    }

    [Fact]
    public void Read_TrackedDeletionsAndComments_AreLeftOut()
    {
        var read = ReadDocument(Odt("<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            + "<text:p>They <office:annotation><text:p>really?</text:p></office:annotation>listened</text:p>"), "story.odt");

        read.Text.ShouldBe("They listened");
        read.Note.ShouldBe("Comments in the margin were left out.");
    }

    [Fact]
    public void Read_NotesTablesAndTextBoxes_AreEachGivenOnce()
    {
        var read = ReadDocument(Odt("<text:p>Mill Lane<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not the real street.</text:p></text:note-body></text:note>"
            + "<draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame></text:p>"
            + "<table:table><table:table-row><table:table-cell><text:p>INT</text:p></table:table-cell><table:table-cell><text:p>How are you?</text:p></table:table-cell></table:table-row></table:table>"), "story.odt");

        read.Text.ShouldBe("Mill Lane[1]\nin the box\nINT\tHow are you?\n[1] Not the real street.");
    }

    [Fact]
    public void Read_Encrypted_IsPasswordProtected()
    {
        const string manifest = "<manifest:manifest xmlns:manifest=\"urn:m\"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
        RefusalOf(Odt("<text:p>x</text:p>", ("META-INF/manifest.xml", manifest)), "story.odt").ShouldBeOfType<FileRefusal.PasswordProtected>();
    }

    [Fact]
    public void Read_ManySpacesInOneElement_AreNotMultiplied()
    {
        ReadDocument(Odt("<text:p>a<text:s text:c=\"2000000000\"/>b</text:p>"), "story.odt").Text.Length.ShouldBeLessThan(300);
    }
}
