using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Deletes flags that were closed as long ago as the scheme keeps messages and weeks. Run by the scheduler, as the system.</summary>
public sealed class ForgetFlags(UnitOfWork unit)
{
    /// <summary>Most in one write.</summary>
    public const int Most = 500;

    /// <summary>Deletes what is due.</summary>
    /// <returns>How many; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("flags-forgotten"), async writing =>
        {
            var context = writing.Context;
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var count = 0;
            foreach (var scheme in await context.Schemes.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync(cancellation))
            {
                var before = writing.Today.AddMonths(-(await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.KeepMessageMonths));
                var old = await context.SupportFlags.Include(f => f.Steps).Where(f => f.SchemeId == scheme && f.ClosedOn < before).OrderBy(f => f.Id).Take(Most).ToListAsync(cancellation);
                context.RemoveRange(old);
                count += old.Count;
            }

            return count;
        }, cancellation, WriteTurn.Batch);
}
