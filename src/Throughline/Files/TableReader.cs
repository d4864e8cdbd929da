namespace Throughline.Files;

/// <summary>Opens a table that somebody chose, .csv or .xlsx, and streams its rows. Formulas are never worked out and nothing outside the file is loaded.</summary>
public static class TableReader
{
    /// <summary>The endings that are read, for a hint beside a file field.</summary>
    public const string Accepted = ".csv or .xlsx";

    /// <summary>Reads the headings, and as far as the first row.</summary>
    /// <param name="stream">A seekable stream over the whole file. It must stay open, and must not be used otherwise, until the rows have been read.</param>
    /// <param name="fileName">The name that the person's machine gave it; used for its ending and in refusals only.</param>
    /// <param name="sheet">The sheet of a workbook, whatever its capitals; the first one that is not hidden when left out. Ignored for CSV.</param>
    /// <param name="limits">How much to read; <see cref="FileLimits.ForTables"/> when left out.</param>
    /// <returns>The table, or any refusal but those of documents.</returns>
    public static Outcome<Table> Open(Stream stream, string fileName, string? sheet = null, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(fileName);
        limits ??= FileLimits.ForTables;
        try
        {
            return OpenOrThrow(stream, fileName, sheet, limits);
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    private static Table OpenOrThrow(Stream stream, string fileName, string? sheet, FileLimits limits)
    {
        var start = DocumentReader.Start(stream, fileName, limits);
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        var kind = Content.Sniff(start, out var looksLike);
        if (kind == ContentKind.OldOffice && ending is ".xlsx" or ".xls")
        {
            throw new FileRefusedException(Content.OldOffice(stream, fileName));
        }
        var nameSays = ending switch
        {
            ".csv" => "a CSV file",
            ".xlsx" => "an Excel workbook",
            _ => throw new FileRefusedException(new FileRefusal.UnknownKind(Accepted) { FileName = fileName }),
        };
        if (kind == ContentKind.Zip)
        {
            var package = SafePackage.Open(stream, fileName, limits);
            if (!package.Succeeded)
            {
                throw new FileRefusedException((FileRefusal)package.Refusal!);
            }
            if (Content.KindOf(package.Value, out looksLike) == ".xlsx" && ending == ".xlsx")
            {
                return new WorkbookReader(package.Value).Open(sheet);
            }
        }
        else if (kind == ContentKind.Text && ending == ".csv" && looksLike == "plain text")
        {
            return CsvTable.Open(stream, fileName, limits);
        }
        throw new FileRefusedException(new FileRefusal.NotWhatItsNameSays(nameSays, looksLike) { FileName = fileName });
    }
}
