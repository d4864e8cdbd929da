using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Throughline.Files;

namespace Throughline.Tests.Files;

/// <summary>Files made for one test each, whole or broken in a chosen place.</summary>
internal static class TestFiles
{
    public const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static string Samples => Path.Combine(Architecture.SourceTree.Root, "tests", "Throughline.Tests", "Files", "Samples");

    public static MemoryStream Stream(byte[] bytes) => new(bytes, writable: false);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Zip(params (string Name, string Content)[] parts) => Zip([.. parts.Select(part => (part.Name, Utf8(part.Content)))]);

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static string Paragraph(string text) => $"<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    public static string DocumentXml(string body) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{Word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>""";

    /// <summary>A .docx of this body, with other parts under word/ related by the name before the dot.</summary>
    public static byte[] Docx(string body, params (string Name, string Content)[] others) => DocxOf(DocumentXml(body), others);

    public static byte[] DocxOf(string documentXml, params (string Name, string Content)[] others) => Zip([
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", Relationships(("officeDocument", "word/document.xml"))),
        ("word/document.xml", documentXml),
        ("word/_rels/document.xml.rels", Relationships([.. others.Select(part => (part.Name.Split('.')[0], part.Name))])),
        .. others.Select(part => ("word/" + part.Name, part.Content)),
    ]);

    public static string Relationships(params (string Role, string Target)[] all) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(all.Select((one, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{one.Role}\" Target=\"{one.Target}\"/>"))
        + "</Relationships>";

    public static byte[] Odt(string text, params (string Name, string Content)[] others) => Zip([
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", $"""
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
              xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">
              <office:body><office:text>{text}</office:text></office:body></office:document-content>
            """),
        .. others,
    ]);

    /// <summary>A workbook of one sheet. Styles: 0 general, 1 built-in date, 2 custom d mmmm yyyy, 3 time, 4 a currency with a d in quotation marks.</summary>
    public static byte[] Xlsx(string rows, string[]? shared = null, bool from1904 = false, string sheets = "<sheet name=\"People\" sheetId=\"1\" r:id=\"rId1\"/>") => Zip(
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", Relationships(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", $"""
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
            <workbookPr date1904="{(from1904 ? 1 : 0)}"/><sheets>{sheets}</sheets></workbook>
            """),
        ("xl/_rels/workbook.xml.rels", Relationships(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))),
        ("xl/styles.xml", """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
            <numFmts><numFmt numFmtId="164" formatCode="[$-809]d\ mmmm\ yyyy;@"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs></styleSheet>
            """),
        ("xl/sharedStrings.xml", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + string.Concat((shared ?? []).Select(text => $"<si><t>{text}</t></si>")) + "</sst>"),
        ("xl/worksheets/sheet1.xml", Sheet(rows)),
        ("xl/worksheets/sheet2.xml", Sheet("<row r=\"1\"><c t=\"str\"><v>Other</v></c></row><row r=\"2\"><c t=\"str\"><v>second</v></c></row>")));

    public static string Sheet(string rows) =>
        $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>";

    /// <summary>A cell of inline text.</summary>
    public static string T(string text) => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>";

    /// <summary>A number, shown in a style.</summary>
    public static string N(string number, int style = 0) => $"<c s=\"{style}\"><v>{number}</v></c>";

    /// <summary>Where in the file the entry of this part in the table of contents begins.</summary>
    public static int DirectoryEntry(byte[] zip, string part)
    {
        var name = Utf8(part);
        var end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var at = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(end + 16));
        while (!zip.AsSpan(at + 46, name.Length).SequenceEqual(name))
        {
            at += 46 + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 28)) + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 30))
                + BinaryPrimitives.ReadUInt16LittleEndian(zip.AsSpan(at + 32));
        }

        return at;
    }

    /// <summary>Writes over one field of a part's entry in the table of contents.</summary>
    public static byte[] Forge(byte[] zip, string part, int offset, uint value, int bytes = 4)
    {
        var forged = zip.ToArray();
        var field = forged.AsSpan(DirectoryEntry(forged, part) + offset);
        if (bytes == 2)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(field, value);
        }

        return forged;
    }

    public static byte[] OldOffice(string streamName) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000], .. Encoding.Unicode.GetBytes(streamName), .. new byte[100]];

    public static DocumentText ReadDocument(byte[] file, string name)
    {
        var reading = DocumentReader.Read(Stream(file), name);
        return reading.Refusal is { } refusal ? throw new ShouldAssertException($"{refusal}: {refusal.Sentence}") : reading.Value;
    }

    public static Refusal? RefusalOf(byte[] file, string name, FileLimits? limits = null) => DocumentReader.Read(Stream(file), name, limits).Refusal;

    public static Table OpenTable(byte[] file, string name, string? sheet = null)
    {
        var reading = TableReader.Open(Stream(file), name, sheet);
        return reading.Refusal is { } refusal ? throw new ShouldAssertException($"{refusal}: {refusal.Sentence}") : reading.Value;
    }

    public static List<TableRow> Rows(byte[] file, string name)
    {
        using var table = OpenTable(file, name);
        return [.. table.Rows()];
    }

    public static Refusal? TableRefusalOf(byte[] file, string name, FileLimits? limits = null) => TableReader.Open(Stream(file), name, limits: limits).Refusal;
}
