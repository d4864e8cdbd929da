using System.Text;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

/// <summary>Files cut and flipped at places that a fixed seed chooses: whatever they hold, the answer is text or a named refusal.</summary>
public sealed class HostileFilesTests
{
    private const string Body = """
        <w:p><w:pPr><w:pStyle w:val="H"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>The hub opens.</w:t><w:tab/><w:br/></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>INT</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Yes</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:tc></w:tr></w:tbl>
        <w:p><w:ins><w:r><w:t>kept</w:t></w:r></w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><mc:AlternateContent><mc:Choice/><mc:Fallback/></mc:AlternateContent></w:p>
        """;

    private const string Notes = $"<w:footnotes xmlns:w=\"{Word}\"><w:footnote w:id=\"1\"><w:p><w:r><w:t>Not the real street.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    private const string OdtBody = "<text:h text:outline-level=\"1\">Start</text:h><text:p>One<text:s text:c=\"2\"/>two<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>";

    private static readonly string ThirtyRows = $"<row r=\"1\">{T("Name")}{T("Born")}</row>"
        + string.Concat(Enumerable.Range(2, 30).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\" t=\"s\"><v>0</v></c><c r=\"B{i}\" s=\"1\"><v>{40000 + i}</v></c></row>"));

    [Fact]
    public void Read_CutAndFlippedFiles_NeverThrow()
    {
        var random = new Random(20260201);
        (string Name, byte[] File, int Cases)[] samples =
        [
            ("a.docx", Docx(Body, ("footnotes.xml", Notes)), 1500),
            ("a.odt", Odt(OdtBody), 800),
            ("a.xlsx", Xlsx(ThirtyRows, ["Sam"]), 1500),
            ("a.csv", Utf8("Name,Born\n\"Zoë\",1/2/1990\n"), 500),
            ("a.txt", Utf8("Zoë said £5 — “no”."), 500),
            ("a.pdf", PdfReaderTests.Pdf(["They gave me the keys.", "", "Twice."], pages: 2), 400),
            ("b.pdf", PdfReaderTests.FromWriter(), 400),
        ];
        foreach (var (name, file, cases) in samples)
        {
            for (var i = 0; i < cases; i++)
            {
                Answers(Mutate(file, random), name);
            }
        }
    }

    [Fact]
    public void Read_FlippedXmlInsideWholePackages_NeverThrows()
    {
        var random = new Random(20260202);
        var (word, sheet) = (DocumentXml(Body), ThirtyRows);
        for (var i = 0; i < 700; i++)
        {
            Answers(DocxOf(Encoding.Latin1.GetString(Mutate(Encoding.Latin1.GetBytes(word), random)), ("footnotes.xml", Notes)), "a.docx");
            Answers(Xlsx(Encoding.Latin1.GetString(Mutate(Encoding.Latin1.GetBytes(sheet), random)), ["Sam"]), "a.xlsx");
        }
    }

    private static void Answers(byte[] file, string name)
    {
        try
        {
            if (name.EndsWith(".xlsx", StringComparison.Ordinal) || name.EndsWith(".csv", StringComparison.Ordinal))
            {
                var opened = TableReader.Open(Stream(file), name);
                opened.Refusal?.Sentence.ShouldNotBeNullOrWhiteSpace();
                if (opened.Succeeded)
                {
                    using var table = opened.Value;
                    table.Rows().Sum(row => row.Cells.Count).ShouldBeGreaterThan(0);
                }
            }
            else
            {
                var read = DocumentReader.Read(Stream(file), name);
                (read.Refusal?.Sentence ?? read.Value.Text).ShouldNotBeNullOrWhiteSpace();
            }
        }
        catch (FileRefusedException)
        {
            // A table may turn out bad below its first row.
        }
        catch (Exception exception)
        {
            throw new ShouldAssertException($"{name} threw {exception.GetType().Name}. The file: {Convert.ToBase64String(file)}", exception);
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var mutated = random.Next(4) == 0 ? file[..random.Next(file.Length)] : file.ToArray();
        for (var flips = random.Next(1, 6); flips > 0 && mutated.Length > 0; flips--)
        {
            mutated[random.Next(mutated.Length)] = random.Next(3) == 0 ? (byte)"<>/\"&\0\xFF"[random.Next(7)] : (byte)random.Next(256);
        }

        return mutated;
    }
}
