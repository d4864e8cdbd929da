using System.Globalization;
using System.Text;
using CsCheck;
using CsvHelper.Configuration;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;
using CsvParser = CsvHelper.CsvParser;

namespace Throughline.Tests.Files;

public sealed class CsvWriterTests
{
    private const string Dangerous = "=+-@\t\r\n\0＝＋－＠";

    private static readonly Gen<string> Cells = Gen.OneOf(
        Gen.String,
        Gen.String["=+-@\t\r\n\0'\",; ab1＝"],
        Gen.Const(""));

    [Fact]
    public void ToBytes_AnyCells_NoneBeginsAFormulaAndAllComeBack()
    {
        Cells.Array[1, 6].Sample(
            cells =>
            {
                var read = ReadBack(TestCsv(cells));
                for (var i = 0; i < cells.Length; i++)
                {
                    if (read[i].Length > 0 && Dangerous.Contains(read[i][0]))
                    {
                        return false;
                    }

                    if ((read[i] != cells[i] && read[i] != "'" + cells[i]) || FormulaGuard.Unguard(read[i]) != cells[i])
                    {
                        return false;
                    }
                }

                return read.Length == cells.Length;
            },
            iter: 100_000,
            print: cells => string.Join('|', cells.Select(cell => string.Join(' ', cell.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture))))));
    }

    [Fact]
    public void ToBytes_Rows_AreUtf8WithMarkAndCrLf()
    {
        var bytes = CsvWriter.ToBytes(["Name", "Said"], [["Zoë", "“=1+1”"], ["Sam", "=1+1"], [null, "a \"b\""], ["", ""]]);

        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        Encoding.UTF8.GetString(bytes[3..]).ShouldBe("Name,Said\r\n\"Zoë\",\"“=1+1”\"\r\nSam,\"'=1+1\"\r\n,\"a \"\"b\"\"\"\r\n,\r\n");
    }

    [Fact]
    public async Task WriteRowAsync_ManyRows_GivesTheSameAsToBytes()
    {
        var rows = Enumerable.Range(0, 3000).Select(i => (IReadOnlyList<string?>)[$"P{i}", "+44 7700 900123", "@sam"]).ToList();
        using var stream = new MemoryStream();
        await using (var writer = new CsvWriter(stream))
        {
            await writer.WriteRowAsync(["Reference", "Phone", "Handle"], TestContext.Current.CancellationToken);
            foreach (var row in rows)
            {
                await writer.WriteRowAsync(row, TestContext.Current.CancellationToken);
            }
        }

        stream.ToArray().ShouldBe(CsvWriter.ToBytes(["Reference", "Phone", "Handle"], rows));
        Rows(stream.ToArray(), "out.csv").ShouldAllBe(row => row.Problems.Count == 0 && row.Cells[1].Text == "+44 7700 900123" && row.Cells[2].Text == "@sam");
    }

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("  =HYPERLINK(\"http://x\")", true)]
    [InlineData("+cmd|' /C calc'!A0", true)]
    [InlineData("@SUM(1+1)", true)]
    [InlineData("-Sheet2!A1", true)]
    [InlineData("+44 (0)20 7946 0000", false)]
    [InlineData("-5", false)]
    [InlineData("-12.50", false)]
    [InlineData("@sam", false)]
    [InlineData("- nothing to say (yet)", false)]
    [InlineData("+", false)]
    [InlineData("", false)]
    public void LooksLikeFormula_DataAndFormulas_AreToldApart(string text, bool formula)
    {
        FormulaGuard.LooksLikeFormula(text).ShouldBe(formula);
    }

    private static byte[] TestCsv(string[] cells) => CsvWriter.ToBytes(cells, []);

    private static string[] ReadBack(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = false });
        return parser.Read() ? parser.Record! : [];
    }
}
