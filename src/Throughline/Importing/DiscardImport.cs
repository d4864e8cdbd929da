using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Gives an import up before it is brought in, and throws its rows away.</summary>
public sealed class DiscardImport(UnitOfWork unit)
{
    /// <summary>Discards it.</summary>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default)
    {
        var outcome = await unit.RunAsync<Done>(new Act("import-discarded"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            return run is null ? new NotFound() : run.Discard(writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
        if (outcome.Succeeded)
        {
            await StagedFile.ForgetAsync(unit, runId, cancellation);
        }

        return outcome;
    }
}
