namespace Throughline.Files;

/// <summary>One row below the headings that is not blank.</summary>
/// <param name="LineNumber">Where it begins in the file, from 1: the line of a CSV file, the row of a worksheet. A line inside quotation marks counts.</param>
/// <param name="Cells">As many cells as there are headings.</param>
/// <param name="Problems">What is wrong with the row whatever it is used for; empty for a good row.</param>
public sealed record TableRow(int LineNumber, IReadOnlyList<CellValue> Cells, IReadOnlyList<RowProblem> Problems);

/// <summary>What is wrong with one row, found before anybody asks what its columns mean.</summary>
/// <param name="Code">The name of the problem, for logs and tests.</param>
/// <param name="LineNumber">The row, as in <see cref="TableRow.LineNumber"/>.</param>
public abstract record RowProblem(string Code, int LineNumber)
{
    /// <summary>What is wrong with which row and what to do about it, in plain English.</summary>
    public abstract string Sentence { get; }

    /// <summary>The row has more or fewer cells than there are headings, so its values may stand under the wrong ones.</summary>
    /// <param name="LineNumber">The row.</param>
    /// <param name="Expected">How many headings there are.</param>
    /// <param name="Found">How many cells the row has.</param>
    public sealed record Ragged(int LineNumber, int Expected, int Found) : RowProblem("row-ragged", LineNumber)
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"Row {LineNumber} has {Found} {(Found == 1 ? "cell" : "cells")} but there are {Expected} headings. Check for a missing or extra separator.";
    }

    /// <summary>A cell shows an error.</summary>
    /// <param name="LineNumber">The row.</param>
    /// <param name="Header">The column's heading.</param>
    /// <param name="Error">What the cell shows.</param>
    public sealed record ErrorCell(int LineNumber, string Header, string Error) : RowProblem("row-error-cell", LineNumber)
    {
        /// <inheritdoc/>
        public override string Sentence => $"Row {LineNumber}, “{Header}”: the cell shows {Error}. Put the value itself in the cell.";
    }

    /// <summary>A cell of a CSV file holds a formula, which is never worked out here.</summary>
    /// <param name="LineNumber">The row.</param>
    /// <param name="Header">The column's heading.</param>
    public sealed record Formula(int LineNumber, string Header) : RowProblem("row-formula", LineNumber)
    {
        /// <inheritdoc/>
        public override string Sentence => $"Row {LineNumber}, “{Header}”: the cell holds a formula. Put the value itself in the cell.";
    }

    /// <summary>A cell of a workbook has a formula whose value was never saved.</summary>
    /// <param name="LineNumber">The row.</param>
    /// <param name="Header">The column's heading.</param>
    public sealed record FormulaWithoutValue(int LineNumber, string Header) : RowProblem("row-formula-without-value", LineNumber)
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"Row {LineNumber}, “{Header}”: the cell holds a formula without its value. Open the file in a spreadsheet program and save it again, or put the value in the cell.";
    }

    /// <summary>A cell is shown as a date but its number is none, such as 29 February 1900.</summary>
    /// <param name="LineNumber">The row.</param>
    /// <param name="Header">The column's heading.</param>
    public sealed record NoSuchDate(int LineNumber, string Header) : RowProblem("row-no-such-date", LineNumber)
    {
        /// <inheritdoc/>
        public override string Sentence => $"Row {LineNumber}, “{Header}”: the date in the cell does not exist. Type the date again.";
    }
}

/// <summary>A table that somebody brought: its headings, and its rows as a stream that can be read once.</summary>
public sealed class Table : IDisposable
{
    private readonly IEnumerator<TableRow> _rows;
    private bool _read;

    internal Table(string kind, string? sheet, string? note, IReadOnlyList<string> headers, IEnumerator<TableRow> rowsAtFirst)
    {
        (Kind, Sheet, Note, Headers) = (kind, sheet, note, headers);
        _rows = rowsAtFirst;
    }

    /// <summary>What the file is, for people: “CSV file” or “Excel workbook”.</summary>
    public string Kind { get; }

    /// <summary>The sheet that is read; null for a CSV file.</summary>
    public string? Sheet { get; }

    /// <summary>What a person should check, in sentences; null when there is nothing to say.</summary>
    public string? Note { get; }

    /// <summary>The headings, trimmed, each different from the others whatever its capitals; at least one.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Reads the rows one after the other; there is at least one. Can be asked for once.</summary>
    /// <returns>Rows in the order of the file; blank ones are left out.</returns>
    /// <exception cref="FileRefusedException">While reading: the file turns out to be bad further down, and no row of it may be kept.</exception>
    /// <exception cref="InvalidOperationException">On a second call.</exception>
    public IEnumerable<TableRow> Rows()
    {
        if (_read)
        {
            throw new InvalidOperationException("The rows of a table can be read once: open the file again.");
        }
        _read = true;
        return Stream();
    }

    /// <summary>Lets go of the parts that are open; the file's own stream stays open.</summary>
    public void Dispose() => _rows.Dispose();

    private IEnumerable<TableRow> Stream()
    {
        do
        {
            yield return _rows.Current;
        }
        while (_rows.MoveNext());
    }
}

/// <summary>A row as it stands in the file, with its own number of cells.</summary>
internal readonly record struct RawRow(int LineNumber, List<CellValue> Cells, List<(int Column, RawProblem Problem)> Problems)
{
    public bool IsBlank => Problems.Count == 0 && Cells.TrueForAll(cell => cell.IsBlank);
}

internal enum RawProblem
{
    Formula,
    FormulaWithoutValue,
    NoSuchDate,
}

/// <summary>Headings and checked rows from raw ones; the same rules for every kind of file.</summary>
internal static class TableShape
{
    public static Table Open(
        string kind, string? sheet, string? note, IEnumerable<RawRow> raw, bool shortRowsAreRagged, string fileName, FileLimits limits)
    {
        var rows = raw.GetEnumerator();
        try
        {
            if (!rows.MoveNext())
            {
                throw new FileRefusedException(new FileRefusal.NoRows { FileName = fileName });
            }
            var headers = Headers(rows.Current, fileName, limits);
            var shaped = Shaped(rows, headers, shortRowsAreRagged, fileName, limits).GetEnumerator();
            return shaped.MoveNext()
                ? new Table(kind, sheet, note, headers, shaped)
                : throw new FileRefusedException(new FileRefusal.NoRows { FileName = fileName });
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private static List<string> Headers(RawRow row, string fileName, FileLimits limits)
    {
        var headers = row.Cells.ConvertAll(cell => string.Join(' ', cell.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        while (headers.Count > 0 && headers[^1].Length == 0)
        {
            headers.RemoveAt(headers.Count - 1);
        }
        if (headers.Count > limits.MaxColumns)
        {
            throw new FileRefusedException(new FileRefusal.TooManyColumns(limits.MaxColumns) { FileName = fileName });
        }
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < headers.Count; i++)
        {
            if (headers[i].Length == 0)
            {
                throw new FileRefusedException(new FileRefusal.BlankHeader(i + 1) { FileName = fileName });
            }
            if (!seen.Add(headers[i]))
            {
                throw new FileRefusedException(new FileRefusal.DuplicateHeader(headers[i]) { FileName = fileName });
            }
        }
        return headers;
    }

    private static IEnumerable<TableRow> Shaped(
        IEnumerator<RawRow> rows, List<string> headers, bool shortRowsAreRagged, string fileName, FileLimits limits)
    {
        using var rowsToEnd = rows;
        var count = 0;
        while (rows.MoveNext())
        {
            if (++count > limits.MaxRows)
            {
                throw new FileRefusedException(new FileRefusal.TooManyRows(limits.MaxRows) { FileName = fileName });
            }
            yield return Shape(rows.Current, headers, shortRowsAreRagged);
        }
    }

    private static TableRow Shape(RawRow row, List<string> headers, bool shortRowsAreRagged)
    {
        List<RowProblem>? problems = null;
        var cells = new CellValue[headers.Count];
        var found = row.Cells.Count;
        while (found > headers.Count && row.Cells[found - 1].IsBlank)
        {
            found--;
        }
        if (found > headers.Count || (shortRowsAreRagged && found < headers.Count))
        {
            (problems ??= []).Add(new RowProblem.Ragged(row.LineNumber, headers.Count, found));
        }
        for (var i = 0; i < cells.Length && i < row.Cells.Count; i++)
        {
            cells[i] = row.Cells[i];
            if (cells[i].Kind == CellKind.Error)
            {
                (problems ??= []).Add(new RowProblem.ErrorCell(row.LineNumber, headers[i], cells[i].Text));
            }
        }
        foreach (var (column, problem) in row.Problems)
        {
            var header = column < headers.Count ? headers[column] : CellName.Letters(column + 1);
            (problems ??= []).Add(problem switch
            {
                RawProblem.Formula => new RowProblem.Formula(row.LineNumber, header),
                RawProblem.FormulaWithoutValue => new RowProblem.FormulaWithoutValue(row.LineNumber, header),
                _ => new RowProblem.NoSuchDate(row.LineNumber, header),
            });
        }
        return new TableRow(row.LineNumber, cells, (IReadOnlyList<RowProblem>?)problems ?? []);
    }
}
