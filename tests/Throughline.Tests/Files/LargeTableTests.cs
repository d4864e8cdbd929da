using System.Diagnostics;
using System.Text;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

[Collection(nameof(Alone))]
public sealed class LargeTableTests
{
    [Fact]
    public void Rows_300000People_StreamInBoundedMemory()
    {
        const int people = 300_000;
        var sheet = new StringBuilder($"<row>{T("Reference")}{T("Name")}{T("Born")}{T("Started")}{T("Days")}{T("Note")}</row>");
        var shared = new string[people];
        for (var i = 0; i < people; i++)
        {
            shared[i] = $"Person {i}";
            sheet.Append($"<row r=\"{i + 2}\">{T($"P{i:000000}")}<c t=\"s\"><v>{i}</v></c>{N($"{20000 + (i % 20000)}", 1)}{N($"{45000 + (i % 1000)}", 2)}{N($"{i % 97}.5")}{T("met at the hub")}</row>");
        }

        var file = Xlsx(sheet.ToString(), shared);
        sheet.Clear();
        shared = [];
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        var (count, held) = (0, 0L);
        using var table = OpenTable(file, "people.xlsx");
        foreach (var row in table.Rows())
        {
            count++;
            if (count % 100_000 == 0)
            {
                held = Math.Max(held, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            if (row.Problems.Count > 0 || row.Cells[2].Kind != CellKind.Date)
            {
                throw new ShouldAssertException($"Row {row.LineNumber} came out wrong.");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} rows, {clock.ElapsedMilliseconds} ms, {held / 1_000_000} MB held, file {file.Length / 1_000_000} MB");
        count.ShouldBe(people);
        held.ShouldBeLessThan(40_000_000);
    }
}
