using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Sends a checked file to be brought in.</summary>
public sealed class BringInImport(UnitOfWork unit)
{
    /// <summary>Sends it off; the rows go in behind the scenes.</summary>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>, <see cref="RowsToPutRight"/>, <see cref="RowsToTellApart"/>, <see cref="NothingNew"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("import-sent-off"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            if (run is null)
            {
                return new NotFound();
            }

            if (run.State != ImportState.Checked)
            {
                return new ImportMoved(run.State);
            }

            var (unsaid, isStale) = await StagedFile.Within(writing, run).UnsaidAsync(cancellation);
            return isStale ? new ImportMoved(run.State) : run.BringIn(unsaid.Count, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
