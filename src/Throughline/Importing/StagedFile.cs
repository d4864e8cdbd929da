using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>One row of a file, as it waits.</summary>
/// <param name="Line">Its line or row in the file, from 1.</param>
/// <param name="Cells">Its cells as text; dates as year-month-day.</param>
/// <param name="Problem">What is wrong with it whatever its columns mean.</param>
internal sealed record StagedRow(int Line, string?[] Cells, string? Problem);

/// <summary>What is wrong with one row.</summary>
/// <param name="Line">Its line or row in the file.</param>
/// <param name="Why">Why it cannot go in, and what to do.</param>
public sealed record ImportProblem(int Line, string Why);

/// <summary>A row that has nothing but a name to say whose it is, and whom it could be taken for.</summary>
/// <param name="Line">Its line or row in the file.</param>
/// <param name="Who">Whom it is about and the role it gives them, as the file has it.</param>
/// <param name="PersonId">The person of that name who is here; null where an earlier row brings them.</param>
/// <param name="OtherLine">The earlier row that brings somebody of that name; null for a person who is here.</param>
internal sealed record Namesake(int Line, string Who, Guid? PersonId, int? OtherLine)
{
    /// <summary>Whether it is the same person; null until whoever brings the file has said.</summary>
    public bool? Same { get; init; }

    /// <summary>The id of whoever it brings, once it was said to be somebody else: the row is theirs whenever the file is read again.</summary>
    public Guid? NewPersonId { get; init; }
}

/// <summary>The rows of one import while they wait, sealed in chunks under the key of whoever brings them: how they are kept, opened and thrown away.</summary>
internal sealed class StagedFile
{
    private const int ChunksInTurn = 10;

    private readonly ThroughlineContext context;
    private readonly Guid runId;
    private readonly Func<SealedText, string?> open;

    private StagedFile(ThroughlineContext context, Guid runId, Func<SealedText, string?> open) => (this.context, this.runId, this.open) = (context, runId, open);

    /// <summary>Opens a file for reading. One trace is left, however many of its chunks are read.</summary>
    public static async Task<StagedFile> OpenAsync(ThroughlineContext context, Vault vault, ImportRun run, string purpose, CancellationToken cancellation) =>
        new(context, run.Id, await vault.OpenerAsync(new Opening(run.PersonId, "a file you are bringing in", nameof(ImportRun), run.Id, purpose), cancellation));

    /// <summary>Opens a file inside a write, which is itself audited.</summary>
    public static StagedFile Within(Writing writing, ImportRun run) => new(writing.Context, run.Id, text => writing.Open(run.PersonId, text));

    /// <summary>One chunk as it is kept.</summary>
    public static string Pack(IReadOnlyList<StagedRow> rows) => JsonSerializer.Serialize(rows);

    /// <summary>What is wrong with the rows of one chunk as it is kept.</summary>
    public static string Pack(IReadOnlyList<ImportProblem> problems) => JsonSerializer.Serialize(problems);

    /// <summary>The rows of one chunk that have only a name, as they are kept.</summary>
    public static string Pack(IReadOnlyList<Namesake> namesakes) => JsonSerializer.Serialize(namesakes);

    /// <summary>Keeps the packed chunks of a file, some to each batch's turn. Those that are there already are left as they are.</summary>
    public static async Task KeepAsync(UnitOfWork unit, Guid runId, IReadOnlyList<string> chunks, CancellationToken cancellation)
    {
        for (var first = 0; first < chunks.Count; first += ChunksInTurn)
        {
            var (from, to) = (first, Math.Min(first + ChunksInTurn, chunks.Count));
            await unit.RunAsync<Done>(new Act("import-rows-kept"), async writing =>
            {
                var there = await writing.Context.ImportChunks.Where(c => c.RunId == runId && c.Number >= from && c.Number < to).Select(c => c.Number).ToListAsync(cancellation);
                writing.Context.AddRange(Enumerable.Range(from, to - from).Except(there)
                    .Select(number => new ImportChunk { RunId = runId, Number = number, Rows = writing.Seal(writing.Viewer.PersonId, chunks[number]) }));
                return new Done();
            }, cancellation, WriteTurn.Batch);
        }
    }

    /// <summary>Throws the rows of a file away, some to each batch's turn.</summary>
    public static async Task ForgetAsync(UnitOfWork unit, Guid runId, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            await unit.RunAsAsync<Done>(Viewer.System, new Act("import-rows-thrown-away"), async writing =>
            {
                var mine = writing.Context.ImportChunks.Where(c => c.RunId == runId);
                var first = await mine.MinAsync(c => (int?)c.Number, cancellation);
                more = first is not null && await mine.Where(c => c.Number < first + ChunksInTurn).ExecuteDeleteAsync(cancellation) > 0;
                return new Done();
            }, cancellation, WriteTurn.Batch);
        }
    }

    /// <summary>Forgets what was said of rows that have only a name: the next check asks again.</summary>
    public static Task AskAgainAsync(Writing writing, Guid runId, CancellationToken cancellation) =>
        writing.Context.ImportChunks.Where(c => c.RunId == runId && c.Namesakes != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.Namesakes, (SealedText?)null), cancellation);

    /// <summary>The chunks in the order of the file.</summary>
    public async IAsyncEnumerable<(int Number, List<StagedRow> Rows)> ChunksAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var number = 0; await RowsAsync(number, cancellation) is { Count: > 0 } rows; number++)
        {
            yield return (number, rows);
        }
    }

    /// <summary>The rows of one chunk; empty when there is no such chunk.</summary>
    public async Task<List<StagedRow>> RowsAsync(int number, CancellationToken cancellation) =>
        Unpack<StagedRow>(await context.ImportChunks.AsNoTracking().Where(c => c.RunId == runId && c.Number == number).Select(c => c.Rows).FirstOrDefaultAsync(cancellation));

    /// <summary>What is wrong with the first rows that cannot go in.</summary>
    public async Task<List<ImportProblem>> ProblemsAsync(int most, CancellationToken cancellation)
    {
        var kept = await Bad().Take(most).Select(c => c.Problems).ToListAsync(cancellation);
        return [.. kept.SelectMany(Unpack<ImportProblem>).Take(most)];
    }

    /// <summary>The chunks that have rows which cannot go in, in the order of the file.</summary>
    public async IAsyncEnumerable<(List<StagedRow> Rows, List<ImportProblem> Problems)> BadChunksAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (List<ImportChunk> some = await Bad().Take(ChunksInTurn).ToListAsync(cancellation); some.Count > 0;)
        {
            foreach (var chunk in some)
            {
                yield return (Unpack<StagedRow>(chunk.Rows), Unpack<ImportProblem>(chunk.Problems));
            }

            var last = some[^1].Number;
            some = await Bad().Where(c => c.Number > last).Take(ChunksInTurn).ToListAsync(cancellation);
        }
    }

    /// <summary>The rows that have only a name, and what was said of them, by the chunk and in the order of the file.</summary>
    public async Task<List<(int Number, List<Namesake> Rows)>> NamesakesAsync(CancellationToken cancellation)
    {
        var kept = await context.ImportChunks.AsNoTracking().Where(c => c.RunId == runId && c.Namesakes != null).OrderBy(c => c.Number)
            .Select(c => new { c.Number, c.Namesakes }).ToListAsync(cancellation);
        return kept.ConvertAll(c => (c.Number, Unpack<Namesake>(c.Namesakes)));
    }

    /// <summary>
    /// The rows of which it is still to be said whose they are. One that was taken for somebody whom the viewer may not see by now is not among them:
    /// it is as if nobody of the name were here, and the file is to be checked again.
    /// </summary>
    /// <returns>The rows, and whether there are such that are not among them.</returns>
    public async Task<(List<Namesake> Rows, bool IsStale)> UnsaidAsync(CancellationToken cancellation)
    {
        var unsaid = (await NamesakesAsync(cancellation)).SelectMany(c => c.Rows).Where(n => n.Same is null).OrderBy(n => n.Line).ToList();
        var ids = unsaid.Select(n => n.PersonId).OfType<Guid>().Distinct().ToList();
        HashSet<Guid> seen = ids.Count == 0 ? [] : [.. await context.People.Where(p => EF.Parameter(ids).Contains(p.Id) && p.ErasedAt == null).Select(p => p.Id).ToListAsync(cancellation)];
        var shown = unsaid.FindAll(n => n.PersonId is not { } id || seen.Contains(id));
        return (shown, shown.Count < unsaid.Count);
    }

    private IQueryable<ImportChunk> Bad() => context.ImportChunks.AsNoTracking().Where(c => c.RunId == runId && c.Problems != null).OrderBy(c => c.Number);

    private List<T> Unpack<T>(SealedText? kept) => kept is not null && open(kept) is { } text ? JsonSerializer.Deserialize<List<T>>(text)! : [];
}
