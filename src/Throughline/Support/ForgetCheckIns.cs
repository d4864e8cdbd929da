using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Deletes check-ins once they have been kept as long as the scheme keeps messages and weeks. Run by the scheduler, as the system.</summary>
public sealed class ForgetCheckIns(UnitOfWork unit)
{
    /// <summary>Deletes what is due.</summary>
    /// <returns>How many; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.ForgetAsync(new Act("check-ins-forgotten"), async (writing, scheme, before) =>
        {
            var old = await writing.Context.CheckIns.Where(c => c.SchemeId == scheme && c.On < before).OrderBy(c => c.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
            writing.Context.RemoveRange(old);
            old.ForEach(c => writing.NoteDeleted(c.PersonId, nameof(CheckIn), c.Id));
            return old.Count;
        }, cancellation);
}
