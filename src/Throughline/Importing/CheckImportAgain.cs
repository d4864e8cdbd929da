using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Sends a file to be checked once more: after it stopped, or to say again whose rows they are.</summary>
public sealed class CheckImportAgain(UnitOfWork unit)
{
    /// <summary>Sends it off.</summary>
    /// <param name="runId">The import.</param>
    /// <param name="askAgain">Whether what was said of rows that have only a name is forgotten.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid runId, bool askAgain = false, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("import-checked-again"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            if (run is null)
            {
                return new NotFound();
            }

            if (askAgain)
            {
                await StagedFile.AskAgainAsync(writing, runId, cancellation);
            }

            return run.CheckAgain(writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
