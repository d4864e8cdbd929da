using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Sends a checked file to be brought in.</summary>
public sealed class BringInImport(UnitOfWork unit)
{
    /// <summary>Sends it off; the rows go in behind the scenes.</summary>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>, <see cref="RowsToPutRight"/>, <see cref="NothingNew"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("import-sent-off"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            return run is null ? new NotFound() : run.BringIn() is { } refusal ? refusal : new Done();
        }, cancellation);
}
