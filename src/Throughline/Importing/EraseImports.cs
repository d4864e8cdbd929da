using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>What goes of a person's imports when the person is erased: the rows of every file they had read in that is not in yet. One that is going in stops, and what it had put in is taken back.</summary>
internal static class EraseImports
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var runs = await context.ImportRuns.IgnoreQueryFilters([ThroughlineContext.OwnFilter]).Where(r => r.PersonId == personId).ToListAsync(cancellation);
        runs.ForEach(r => r.Discard(context.Now));
        var ids = runs.ConvertAll(r => r.Id);
        await context.ImportChunks.Where(c => ids.Contains(c.RunId)).ExecuteDeleteAsync(cancellation);
    }
}
