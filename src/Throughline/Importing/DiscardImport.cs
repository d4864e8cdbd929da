using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Gives an import up before it is brought in, and throws its rows away.</summary>
public sealed class DiscardImport(UnitOfWork unit)
{
    /// <summary>Discards it.</summary>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("import-discarded"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            if (run is null)
            {
                return new NotFound();
            }

            if (run.Discard(writing.Now) is { } refusal)
            {
                return refusal;
            }

            await writing.Context.ImportChunks.Where(c => c.RunId == runId).ExecuteDeleteAsync(cancellation);
            return new Done();
        }, cancellation);
}
