using System.Text;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class TableReaderTests
{
    private const string People = "Name,Started,Note\r\nZoë,1/2/2026,\"said \"\"yes\"\",\nthen went\"\r\n\r\n , ,\r\nSam,,£5\r\n";

    [Fact]
    public void Open_Csv_GivesHeadersRowsAndLines()
    {
        using var table = OpenTable(Utf8(People), "people.csv");

        table.Kind.ShouldBe("CSV file");
        table.Note.ShouldBeNull();
        table.Headers.ShouldBe(["Name", "Started", "Note"]);
        var rows = table.Rows().ToList();
        rows.Select(row => row.LineNumber).ShouldBe([2, 6]);
        rows[0].Cells.Select(cell => cell.Text).ShouldBe(["Zoë", "1/2/2026", "said \"yes\",\nthen went"]);
        rows[1].Cells[1].IsBlank.ShouldBeTrue();
        rows.ShouldAllBe(row => row.Problems.Count == 0);
        Should.Throw<InvalidOperationException>(() => table.Rows());
    }

    [Fact]
    public void Open_CsvInEachEncoding_GivesTheSameWords()
    {
        byte[][] files =
        [
            [.. Encoding.UTF8.Preamble, .. Utf8(People)],
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(People)],
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(People)],
            CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(People),
        ];
        for (var i = 0; i < files.Length; i++)
        {
            using var table = OpenTable(files[i], "people.csv");
            (table.Note is not null).ShouldBe(i == 3);
            var rows = table.Rows().ToList();
            rows[0].Cells[0].Text.ShouldBe("Zoë");
            rows[1].Cells[2].Text.ShouldBe("£5");
        }
    }

    [Theory]
    [InlineData("Name;Age, in years;Town\nSam;40;York")]
    [InlineData("Name\tAge, in years\tTown\nSam\t40\tYork")]
    [InlineData("sep=|\r\nName|Age, in years|Town\nSam|40|York")]
    [InlineData("Name,\"Age, in years\",Town\nSam,40,York")]
    [InlineData("\r\n\"Name\",\"Age, in years\",\"Town\"\rSam,40,York")]
    public void Open_EachSeparator_IsFound(string file)
    {
        using var table = OpenTable(Utf8(file), "people.csv");
        table.Headers.ShouldBe(["Name", "Age, in years", "Town"]);
        table.Rows().Single().Cells.Select(cell => cell.Text).ShouldBe(["Sam", "40", "York"]);
    }

    [Fact]
    public void Open_RaggedRows_AreNamedByLine()
    {
        var rows = Rows(Utf8("Name,Town\nSam\nZoë,York,extra\nAda,Hull,,\n"), "people.csv");

        rows[0].Problems.ShouldBe([new RowProblem.Ragged(2, 2, 1)]);
        rows[1].Problems.Single().Sentence.ShouldBe("Row 3 has 3 cells but there are 2 headings. Check for a missing or extra separator.");
        rows[2].Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Open_DuplicateHeader_IsNamed()
    {
        TableRefusalOf(Utf8("Name,Date of birth / age, name \nSam,1,2"), "people.csv").ShouldBeOfType<FileRefusal.DuplicateHeader>()
            .Sentence.ShouldBe("Two columns in “people.csv” have the heading “name”. Give each column a heading of its own.");
        TableRefusalOf(Utf8("a/b,a/b\n1,2"), "people.csv").ShouldBeOfType<FileRefusal.DuplicateHeader>().Sentence.ShouldContain("“a/b”");
    }

    [Fact]
    public void Open_BlankHeader_NamesTheColumn()
    {
        TableRefusalOf(Utf8("Name,,Town\nSam,1,2"), "people.csv").ShouldBeOfType<FileRefusal.BlankHeader>().Sentence.ShouldStartWith("Column B ");
        Rows(Utf8("Name,Town,,\nSam,York,,"), "people.csv").Single().Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Name,Town\r\n")]
    [InlineData("Name,Town\r\n,,\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    public void Open_NoRows_IsNamed(string file)
    {
        TableRefusalOf(Utf8(file), "people.csv").ShouldBeOfType<FileRefusal.NoRows>();
    }

    [Fact]
    public void Open_UnclosedQuotationMark_IsNamedByLine()
    {
        var file = "Name,Town\nSam,York\n\"Zoë,York\n" + string.Concat(Enumerable.Repeat("Ada,Hull\n", 20_000));
        using var table = OpenTable(Utf8(file), "people.csv");
        Should.Throw<FileRefusedException>(() => table.Rows().Count()).Refusal.ShouldBeOfType<FileRefusal.CellTooLong>().LineNumber.ShouldBe(3);
    }

    [Fact]
    public void Open_LineWithoutEnd_IsRefusedWithBoundedMemory()
    {
        var file = Utf8("Name,Town\nSam,York\n" + string.Concat(Enumerable.Repeat("a,", 12_000_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var table = OpenTable(file, "people.csv");
        Should.Throw<FileRefusedException>(() => table.Rows().Count());
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000_000);
    }

    [Fact]
    public void Open_Formula_IsNamedByRowAndHeading()
    {
        var rows = Rows(Utf8("Name,Town\n=1+1,York\n'=1+1,York\n+44 7700 900123,York\n"), "people.csv");

        rows[0].Problems.Single().Sentence.ShouldBe("Row 2, “Name”: the cell holds a formula. Put the value itself in the cell.");
        rows[1].Problems.ShouldBeEmpty();
        rows[1].Cells[0].Text.ShouldBe("=1+1");
        rows[2].Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Open_TooManyColumnsOrRows_IsRefused()
    {
        TableRefusalOf(Utf8(string.Join(',', Enumerable.Range(0, 501).Select(i => $"c{i}")) + "\n1\n"), "wide.csv").ShouldBeOfType<FileRefusal.TooManyColumns>();
        using var table = TableReader.Open(Stream(Utf8("a\n1\n2\n3\n")), "long.csv", limits: new FileLimits { MaxRows = 2 }).Value;
        Should.Throw<FileRefusedException>(() => table.Rows().Count()).Refusal.ShouldBeOfType<FileRefusal.TooManyRows>();
    }

    [Fact]
    public void Open_DisguisedFile_IsNamed()
    {
        TableRefusalOf(Xlsx(""), "people.csv").ShouldBeOfType<FileRefusal.NotWhatItsNameSays>().LooksLike.ShouldBe("an Excel workbook");
        TableRefusalOf(Docx(Paragraph("x")), "people.xlsx").ShouldBeOfType<FileRefusal.NotWhatItsNameSays>().LooksLike.ShouldBe("a Word document");
        TableRefusalOf(Utf8("Name\nSam"), "people.xlsx").ShouldBeOfType<FileRefusal.NotWhatItsNameSays>().LooksLike.ShouldBe("plain text");
        TableRefusalOf(Utf8("<html><table>"), "people.csv").ShouldBeOfType<FileRefusal.NotWhatItsNameSays>().LooksLike.ShouldBe("a web page");
        TableRefusalOf([0x89, (byte)'P', (byte)'N', (byte)'G', 0], "people.csv").ShouldBeOfType<FileRefusal.NotWhatItsNameSays>();
        TableRefusalOf([0x41, 0, 0x42], "people.csv").ShouldBeOfType<FileRefusal.NotText>();
        TableRefusalOf([], "people.csv").ShouldBeOfType<FileRefusal.Empty>();
        TableRefusalOf(OldOffice("Workbook"), "people.xls").ShouldBeOfType<FileRefusal.OldOfficeFormat>().SaveAs.ShouldBe(".xlsx");
        TableRefusalOf(OldOffice("EncryptedPackage"), "people.xlsx").ShouldBeOfType<FileRefusal.PasswordProtected>();
        TableRefusalOf(Utf8("x"), "people.ods").ShouldBeOfType<FileRefusal.UnknownKind>();
    }
}
