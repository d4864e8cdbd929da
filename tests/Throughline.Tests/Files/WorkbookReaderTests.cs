using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class WorkbookReaderTests
{
    [Fact]
    public void Open_CellsOfEachType_AreTyped()
    {
        var file = Xlsx("<row r=\"1\">" + string.Concat("ABCDEFG".Select(c => T(c.ToString()))) + "</row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c>" + N("46054", 1) + N("46054.395833333336", 2)
            + N("46054", 4) + N("0.39583333333333331", 3) + "<c t=\"b\"><v>1</v></c><c t=\"str\"><f>A1&amp;B1</f><v>both</v></c></row>", ["unused", "Zoë _x000D_\nB"]);
        var row = Rows(file, "people.xlsx").Single();

        row.LineNumber.ShouldBe(3);
        row.Cells.Select(cell => (cell.Kind, cell.Text)).ShouldBe([
            (CellKind.Text, "Zoë \nB"), (CellKind.Date, "2026-02-01"), (CellKind.Date, "2026-02-01 09:30"), (CellKind.Number, "46054"),
            (CellKind.Text, "09:30"), (CellKind.TrueFalse, "TRUE"), (CellKind.Text, "both")]);
        row.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Open_1904Calendar_GivesTheSameDates()
    {
        var file = Xlsx($"<row>{T("Started")}</row><row>{N("44592", 1)}</row><row>{N("0", 1)}</row>", from1904: true);
        Rows(file, "people.xlsx").Select(row => row.Cells[0].Text).ShouldBe(["2026-02-01", "1904-01-01"]);
    }

    [Theory]
    [InlineData(1, "1900-01-01")]
    [InlineData(59, "1900-02-28")]
    [InlineData(60, null)]
    [InlineData(61, "1900-03-01")]
    [InlineData(2_958_464, "9999-12-30")]
    [InlineData(2_958_466, null)]
    [InlineData(-1, null)]
    [InlineData(double.NaN, null)]
    public void FromSerial_Edges_FollowTheSpreadsheetCalendar(double serial, string? expected)
    {
        var date = WorkbookReader.FromSerial(serial, from1904: false);
        (serial == 2_958_464 ? expected : date is { Year: < 9999 } found ? found.ToString("yyyy-MM-dd", null) : null).ShouldBe(expected);
    }

    [Theory]
    [InlineData("General", "Number")]
    [InlineData("0.00", "Number")]
    [InlineData("#,##0.00\" days\"", "Number")]
    [InlineData("[$£-809]#,##0;[Red]-[$£-809]#,##0", "Number")]
    [InlineData("0.00E+00", "Number")]
    [InlineData("\\d0", "Number")]
    [InlineData("DD/MM/YYYY", "Date")]
    [InlineData("[$-F800]dddd\\, mmmm dd\\, yyyy", "Date")]
    [InlineData("mmm\\-yy", "Date")]
    [InlineData("mmmm", "Date")]
    [InlineData("d/m/yy\\ h:mm;@", "Date")]
    [InlineData("h:mm AM/PM", "TimeOfDay")]
    [InlineData("[h]:mm:ss", "TimeOfDay")]
    [InlineData("mm:ss.0", "TimeOfDay")]
    [InlineData("\"unclosed", "Number")]
    public void Classify_Formats_TellsDatesFromNumbers(string code, string expected)
    {
        NumberFormats.Classify(code).ToString().ShouldBe(expected);
    }

    [Fact]
    public void Open_ProblemsInCells_AreNamedByRowAndHeading()
    {
        var file = Xlsx($"<row>{T("Name")}{T("Age")}{T("Started")}</row><row r=\"9\"><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><f>1+1</f></c>{N("60", 1)}{T("extra")}</row>");
        var row = Rows(file, "people.xlsx").Single();

        row.Problems.ShouldBe([
            new RowProblem.Ragged(9, 3, 4), new RowProblem.ErrorCell(9, "Name", "#DIV/0!"), new RowProblem.FormulaWithoutValue(9, "Age"), new RowProblem.NoSuchDate(9, "Started")]);
    }

    [Fact]
    public void Open_Sheets_TakesTheFirstShownOrTheNamed()
    {
        const string sheets = "<sheet name=\"Lists\" r:id=\"rId1\" state=\"hidden\"/><sheet name=\"Second\" r:id=\"rId2\"/>";
        var file = Xlsx($"<row>{T("List")}</row><row>{T("a")}</row>", sheets: sheets);

        using var shown = OpenTable(file, "people.xlsx");
        (shown.Sheet, shown.Headers[0]).ShouldBe(("Second", "Other"));
        using var named = OpenTable(file, "people.xlsx", "lists");
        named.Headers.ShouldBe(["List"]);
        TableReader.Open(Stream(file), "people.xlsx", "Third").Refusal.ShouldBeOfType<FileRefusal.NoSuchSheet>().Sentence.ShouldContain("“Third”");
    }

    [Fact]
    public void Open_BlankRowsAndCellsOnlyShown_AreLeftOut()
    {
        var file = Xlsx($"<row r=\"1\"/><row r=\"2\">{T("Name")}</row><row r=\"3\"><c s=\"1\"/></row><row r=\"7\">{T(" ")}</row><row r=\"8\">{T("Sam")}</row>");
        Rows(file, "people.xlsx").Single().LineNumber.ShouldBe(8);
        TableRefusalOf(Xlsx($"<row>{T("Name")}</row>"), "people.xlsx").ShouldBeOfType<FileRefusal.NoRows>();
        TableRefusalOf(Xlsx(""), "people.xlsx").ShouldBeOfType<FileRefusal.NoRows>();
    }

    [Theory]
    [InlineData("<row><c t=\"s\"><v>99</v></c></row>", typeof(FileRefusal.Damaged))]
    [InlineData("<row><c><v>not a number</v></c></row>", typeof(FileRefusal.Damaged))]
    [InlineData("<row><c r=\"XFD1\" t=\"str\"><v>far</v></c></row>", typeof(FileRefusal.TooManyColumns))]
    [InlineData("<row><c r=\"ZZZZZZZZZZZZ1\" t=\"str\"><v>far</v></c></row>", typeof(FileRefusal.TooManyColumns))]
    public void Open_CellsThatCannotBe_AreRefused(string rows, Type refusal)
    {
        TableRefusalOf(Xlsx(rows), "people.xlsx").ShouldBeOfType(refusal);
    }

    [Fact]
    public void Open_CellTooLong_NamesTheRow()
    {
        TableRefusalOf(Xlsx($"<row>{T("Name")}</row><row r=\"5\">{T(new string('x', 40_000))}</row>"), "people.xlsx").ShouldBeOfType<FileRefusal.CellTooLong>().LineNumber.ShouldBe(5);
        TableRefusalOf(Xlsx($"<row>{T("Name")}</row><row r=\"6\"><c t=\"s\"><v>0</v></c></row>", [new string('x', 40_000)]), "people.xlsx")
            .ShouldBeOfType<FileRefusal.CellTooLong>().LineNumber.ShouldBe(6);
    }

    [Fact]
    public void Rows_SheetWithBadCrc_ThrowsBeforeTheEnd()
    {
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(i => $"<row>{T($"Person {i * 7919}")}</row>"));
        var file = Forge(Xlsx(rows), "xl/worksheets/sheet1.xml", 16, 1);
        using var table = OpenTable(file, "people.xlsx");
        Should.Throw<FileRefusedException>(() => table.Rows().Count()).Refusal.ShouldBeOfType<FileRefusal.Damaged>();
    }

    [Fact]
    public void Open_DocumentTypeInASheet_IsForbidden()
    {
        var file = Zip(
            ("_rels/.rels", Relationships(("officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", "<!DOCTYPE workbook [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><workbook/>"));
        TableRefusalOf(file, "people.xlsx").ShouldBeOfType<FileRefusal.ForbiddenXml>();
    }

    [Fact]
    public void Open_SpreadsheetOf200PeopleFromCalc_HasItsDatesRight() => CheckPeople("people-from-calc.xlsx", 200);

    [Fact]
    public void Open_SpreadsheetFromCalcOn1904Calendar_HasItsDatesRight() => CheckPeople("people-from-calc-1904.xlsx", 12);

    private static void CheckPeople(string sample, int count)
    {
        var rows = Rows(File.ReadAllBytes(Path.Combine(Samples, sample)), sample);

        rows.Count.ShouldBe(count);
        for (var i = 0; i < count; i++)
        {
            var cells = rows[i].Cells;
            rows[i].Problems.ShouldBeEmpty();
            rows[i].LineNumber.ShouldBe(i + 2);
            cells[0].Text.ShouldBe($"P{i + 1:0000}");
            UkDate.TryRead(cells[3], out var born, out _).ShouldBeTrue();
            born.ShouldBe(new DateOnly(1950, 1, 1).AddDays(97 * i));
            UkDate.TryRead(cells[4], out var started, out _).ShouldBeTrue();
            started.ShouldBe(new DateOnly(2024, 9, 2).AddDays(3 * i));
            cells[5].Date.ShouldBe(new DateTime(2025, 1, 6, 9, 0, 0).AddMinutes(35 * i));
            (cells[6].Kind, cells[6].Number).ShouldBe((CellKind.Number, 0.5 * i));
            (cells[7].Kind, cells[7].Text).ShouldBe((CellKind.Text, $"0{7_700_900_000 + i}"));
            cells[8].Number.ShouldBe(i);
            cells[9].Text.ShouldBe("09:30");
        }
    }
}
