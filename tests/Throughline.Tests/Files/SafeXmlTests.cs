using System.Xml;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class SafeXmlTests
{
    [Fact]
    public void Read_ExternalEntity_IsForbiddenAndLoadsNothing()
    {
        var secret = Path.Combine(AppContext.BaseDirectory, "secret-for-xml.txt");
        File.WriteAllText(secret, "the key code is 4711");
        var body = DocumentXml(Paragraph("&x;"));
        var xml = body.Replace("<w:document", $"<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file://{secret}\">]><w:document", StringComparison.Ordinal);

        RefusalOf(DocxOf(xml), "story.docx").ShouldBeOfType<FileRefusal.ForbiddenXml>().TooDeep.ShouldBeFalse();
    }

    [Fact]
    public void Read_BillionLaughs_IsForbiddenWithLittleMemory()
    {
        var entities = string.Concat(Enumerable.Range(1, 10).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        var xml = $"<!DOCTYPE r [<!ENTITY l0 \"ha\">{entities}]><r>&l10;</r>";
        var before = GC.GetAllocatedBytesForCurrentThread();

        Thrown(xml).ShouldBeOfType<FileRefusal.ForbiddenXml>();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public void Read_NestedTooDeep_IsForbidden()
    {
        Thrown(string.Concat(Enumerable.Repeat("<a>", 100_000))).ShouldBeOfType<FileRefusal.ForbiddenXml>().TooDeep.ShouldBeTrue();
        var body = string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 100)) + Paragraph("x") + string.Concat(Enumerable.Repeat("</w:tc></w:tr></w:tbl>", 100));
        RefusalOf(Docx(body), "story.docx").ShouldBeOfType<FileRefusal.ForbiddenXml>();
    }

    [Fact]
    public void Read_NestedToTheLimit_IsRead()
    {
        var xml = string.Concat(Enumerable.Repeat("<a>", 256)) + string.Concat(Enumerable.Repeat("</a>", 256));
        Elements(xml).ShouldBe(256);
    }

    [Theory]
    [InlineData("<a><b></a>")]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<a>&x;</a>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such\"?><a/>")]
    public void Read_NotWellFormed_IsDamaged(string xml)
    {
        Thrown(xml).ShouldBeOfType<FileRefusal.Damaged>();
    }

    [Fact]
    public void Read_MoreCharactersThanTheLimit_IsRefused()
    {
        Should.Throw<FileRefusedException>(() => Elements($"<a>{new string('x', 5000)}</a>", new FileLimits { MaxPartBytes = 1000 }))
            .Refusal.ShouldBeOfType<FileRefusal.UnpacksTooLarge>();
    }

    private static FileRefusal Thrown(string xml) => Should.Throw<FileRefusedException>(() => Elements(xml)).Refusal;

    private static int Elements(string xml, FileLimits? limits = null)
    {
        using var reader = SafeXml.Open(Stream(Utf8(xml)), "a.xml", limits);
        var count = 0;
        while (reader.Read())
        {
            count += reader.NodeType == XmlNodeType.Element ? 1 : 0;
            _ = reader.Value;
        }

        return count;
    }
}
