using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Deletes flags that were closed as long ago as the scheme keeps messages and weeks. Run by the scheduler, as the system.</summary>
public sealed class ForgetFlags(UnitOfWork unit)
{
    /// <summary>Deletes what is due.</summary>
    /// <returns>How many; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.ForgetAsync(new Act("flags-forgotten"), async (writing, scheme, before) =>
        {
            var old = await writing.Context.SupportFlags.Include(f => f.Steps).Where(f => f.SchemeId == scheme && f.ClosedOn < before).OrderBy(f => f.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
            writing.Context.RemoveRange(old);
            return old.Count;
        }, cancellation);
}
