using System.Buffers;
using System.Text;

namespace Throughline.Files;

/// <summary>
/// Writes CSV that opens rightly in Excel and LibreOffice: UTF-8 with a byte-order mark, CRLF after each row, a comma between
/// cells, quotation marks around all but the plainest, and every cell through <see cref="FormulaGuard"/>.
/// </summary>
/// <param name="stream">Where to write; it stays open.</param>
public sealed class CsvWriter(Stream stream) : IAsyncDisposable
{
    private const int FlushAt = 32 * 1024;

    // A cell of these alone needs no quotation marks under any separator.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:/_-");

    private readonly StringBuilder _waiting = new("\uFEFF");

    /// <summary>Makes a whole file in memory, for exports known to be small.</summary>
    /// <param name="headers">The headings.</param>
    /// <param name="rows">The rows; null cells are blank.</param>
    public static byte[] ToBytes(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder("\uFEFF");
        AppendRow(text, headers);
        foreach (var row in rows)
        {
            AppendRow(text, row);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Writes one row, the headings included. Nothing goes out until some 32,000 characters wait.</summary>
    /// <param name="cells">The cells; null ones are blank.</param>
    /// <param name="cancellation">Stops the writing; the file is then not whole.</param>
    public async ValueTask WriteRowAsync(IReadOnlyList<string?> cells, CancellationToken cancellation = default)
    {
        AppendRow(_waiting, cells);
        if (_waiting.Length >= FlushAt)
        {
            await FlushAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what waits to the stream.</summary>
    /// <param name="cancellation">Stops the writing.</param>
    public async ValueTask FlushAsync(CancellationToken cancellation = default)
    {
        var bytes = Encoding.UTF8.GetBytes(_waiting.ToString());
        _waiting.Clear();
        await stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends what waits; the stream stays open.</summary>
    public ValueTask DisposeAsync() => FlushAsync();

    private static void AppendRow(StringBuilder to, IReadOnlyList<string?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                to.Append(',');
            }
            var cell = FormulaGuard.Guard(cells[i]);
            if (cell.AsSpan().ContainsAnyExcept(Plain) || (cell.Length == 0 && cells.Count == 1))
            {
                to.Append('"').Append(cell).Replace("\"", "\"\"", to.Length - cell.Length, cell.Length).Append('"');
            }
            else
            {
                to.Append(cell);
            }
        }
        to.Append("\r\n");
    }
}
