using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>
/// Closes flags that nobody is left to act on (INV-124), so that they wait for nobody and one that somebody can act on may be raised: what was told to a supervisor who does not supervise the
/// person any more, or was taken back; and what is about somebody whose label has set. What a coordinator may act on in a supervisor's place stays open. Run by the scheduler, as the system.
/// </summary>
public sealed class CloseFlags(UnitOfWork unit)
{
    /// <summary>Closes what is there.</summary>
    /// <returns>How many; none the second time. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("flag-closed"), async writing =>
        {
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var (context, today, count) = (writing.Context, writing.Today, 0);
            var told = (await context.ToldNowAsync(await context.SupervisedNowAsync(cancellation), cancellation)).Select(t => (t.PersonId, t.SchemeId)).ToHashSet();
            var set = context.LabelsSet(today).Select(s => s.Id);
            var unowned = (await context.SupportFlags.AsNoTracking().Where(f => f.ClosedOn == null && (f.Rule == FlagRule.Wellbeing || set.Contains(f.PersonId)
                    || (f.Rule == FlagRule.Stuck && !context.Aspirations.Any(a => a.PersonId == f.PersonId && a.Told))))
                .OrderBy(f => f.PersonId).ThenBy(f => f.Id).Select(f => new { f.Id, f.PersonId, f.SchemeId, f.Rule, LabelSet = set.Contains(f.PersonId) }).ToListAsync(cancellation))
                .Where(f => f.LabelSet || f.Rule != FlagRule.Wellbeing || !told.Contains((f.PersonId, f.SchemeId)));
            foreach (var one in unowned)
            {
                if (await writing.LockAsync(one.PersonId, cancellation) && await context.SupportFlags.FirstOrDefaultAsync(f => f.Id == one.Id && f.ClosedOn == null, cancellation) is { } flag)
                {
                    flag.EndUnowned(today);
                    count++;
                }
            }

            return count;
        }, cancellation, WriteTurn.Batch);
}
