using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Ends an allocation after a day, with the notice that it was given with.</summary>
public sealed class EndAllocation(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="AllocationOver"/>, <see cref="TooLittleNotice"/> (for a room that is a team's own).</returns>
    public Task<Outcome<Done>> RunAsync(AllocationEnd input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("allocation-ended"), async writing =>
        {
            var context = writing.Context;
            var spaceId = await (from a in context.SpaceAllocations
                                 join s in context.Spaces on a.SpaceId equals s.Id
                                 where a.Id == input.AllocationId
                                 select new { s.Id, s.SchemeId }).FirstOrDefaultAsync(cancellation);
            if (spaceId is null || !writing.Viewer.MayRun(spaceId.SchemeId) || !await writing.TakeSpaceAsync(spaceId.Id, cancellation))
            {
                return new NotFound();
            }

            var allocation = await context.SpaceAllocations.SingleAsync(a => a.Id == input.AllocationId, cancellation);
            var earliest = writing.Today.AddDays(allocation.NoticeDays - 1);
            if (allocation.Exclusive && allocation.To is null && input.LastDay < earliest)
            {
                return new TooLittleNotice(allocation.NoticeDays, earliest);
            }

            return allocation.End(input.LastDay) is { } refusal ? refusal : new Done();
        }, cancellation);
}
