using System.Globalization;
using System.Security.Cryptography;
using Throughline.Files;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>A file as it was read.</summary>
/// <param name="Name">What it was called.</param>
/// <param name="Hash">SHA-256, in hexadecimal.</param>
/// <param name="Headers">Its headings.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Note">What the reader had to assume.</param>
internal sealed record ImportFile(string Name, string Hash, IReadOnlyList<string> Headers, int Rows, string? Note);

/// <summary>Reads a spreadsheet that a coordinator chose, keeps its rows sealed under their key, and guesses what its columns mean.</summary>
public sealed class ReadImportFile(UnitOfWork unit)
{
    /// <summary>Reads the file; nothing of it is brought in yet.</summary>
    /// <param name="schemeId">The scheme, one of the viewer's.</param>
    /// <param name="stream">A seekable stream over the file.</param>
    /// <param name="fileName">What it was called.</param>
    /// <param name="cancellation">Stops between chunks.</param>
    /// <returns>The import's id; <see cref="NotFound"/> (the scheme), <see cref="NotAllowed"/>, or a <see cref="FileRefusal"/>.</returns>
    public async Task<Outcome<Guid>> RunAsync(Guid schemeId, Stream stream, string fileName, CancellationToken cancellation = default)
    {
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        stream.Position = 0;
        List<string> chunks = [];
        ImportFile file;
        try
        {
            var opened = TableReader.Open(stream, fileName);
            if (opened.Refusal is { } refusal)
            {
                return refusal;
            }

            using var table = opened.Value;
            var rows = 0;
            foreach (var chunk in table.Rows().Select(Stage).Chunk(ImportRun.ChunkRows))
            {
                rows += chunk.Length;
                chunks.Add(StagedFile.Pack(chunk));
            }

            file = new ImportFile(Path.GetFileName(fileName), hash, table.Headers, rows, table.Note);
        }
        catch (FileRefusedException refused)
        {
            return refused.Refusal;
        }

        var begun = await unit.RunAsync<Guid>(new Act("import-file-read"), async writing =>
        {
            if (writing.Viewer.Hat is not (Hat.Coordinator or Hat.System))
            {
                return new NotAllowed();
            }

            if (!writing.Viewer.SchemeIds.Contains(schemeId))
            {
                return new NotFound();
            }

            var run = ImportRun.Begin(writing.NewId(), writing.Viewer.PersonId, schemeId, file, writing.Now);
            writing.Context.Add(run);
            await Task.CompletedTask;
            return run.Id;
        }, cancellation);
        if (begun.Succeeded)
        {
            await StagedFile.KeepAsync(unit, begun.Value, chunks, cancellation);
        }

        return begun;
    }

    private static StagedRow Stage(TableRow row) => new(
        row.LineNumber,
        [.. row.Cells.Select(cell => cell.IsBlank ? null : cell.Kind == CellKind.Date ? cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : cell.Text.Trim())],
        row.Problems.Count == 0 ? null : string.Join(' ', row.Problems.Select(p => p.Sentence)));
}
