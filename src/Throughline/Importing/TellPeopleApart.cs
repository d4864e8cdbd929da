using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>
/// Says of rows that have only a name whether they are about the person of that name who is here or came in an earlier row, or about somebody else.
/// Nothing goes in before it is said of all of them.
/// </summary>
public sealed class TellPeopleApart(UnitOfWork unit)
{
    /// <summary>Says it of some rows; once it is said of all, the file is to be checked again.</summary>
    /// <param name="runId">The import.</param>
    /// <param name="same">For each row, by its line: true for the same person, false for somebody else. A row that does not wait for an answer is passed over.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>, or <see cref="Invalid"/> when nothing is said.</returns>
    public Task<Outcome<Done>> RunAsync(Guid runId, IReadOnlyDictionary<int, bool> same, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("import-people-told-apart"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            if (run is null)
            {
                return new NotFound();
            }

            if (same.Count == 0)
            {
                return new Invalid("Rows", "Choose whether it is the same person, for at least one row");
            }

            var file = StagedFile.Within(writing, run);
            foreach (var (number, rows) in await file.NamesakesAsync(cancellation))
            {
                var told = rows.ConvertAll(row => row.Same is not null || !same.TryGetValue(row.Line, out var isSame) ? row
                    : row with { Same = isSame, NewPersonId = isSame ? null : writing.NewId() });
                if (!told.SequenceEqual(rows))
                {
                    var text = writing.Seal(run.PersonId, StagedFile.Pack(told));
                    await writing.Context.ImportChunks.Where(c => c.RunId == runId && c.Number == number).ExecuteUpdateAsync(set => set.SetProperty(c => c.Namesakes, text), cancellation);
                }
            }

            return run.TellApart((await file.UnsaidAsync(cancellation)).Rows.Count == 0, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
