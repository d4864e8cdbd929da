using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>The end of somebody's part in running a cohort.</summary>
/// <param name="FacilitationId">Which.</param>
/// <param name="Reason">Why the course goes on without anybody who is or was a peer worker; needed only where it is running and nobody else is.</param>
public sealed record FacilitationEnd(Guid FacilitationId, string? Reason = null);

/// <summary>Somebody no longer runs a cohort. A running one goes on without a peer worker only for a reason (INV-031). What they led stays theirs.</summary>
public sealed class EndFacilitation(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="NeedsPeerFacilitator"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(FacilitationEnd input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("facilitator-stopped", input.Reason), async writing =>
        {
            var context = writing.Context;
            var cohortId = await context.Facilitations.Where(f => f.Id == input.FacilitationId && f.To == null).Select(f => (Guid?)f.CohortId).FirstOrDefaultAsync(cancellation);
            if (cohortId is not { } id)
            {
                return new NotFound();
            }

            var (cohort, refused) = await CohortTurn.TakeAsync(writing, id, null, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            var facilitation = await context.Facilitations.FirstOrDefaultAsync(f => f.Id == input.FacilitationId && f.To == null, cancellation);
            if (facilitation is null)
            {
                return new NotFound();
            }

            if (cohort.State == CohortState.Open && cohort.WithoutPeerReason is null)
            {
                var others = context.Facilitations.Where(f => f.CohortId == id && f.To == null && f.Id != facilitation.Id).Select(f => f.PersonId);
                var before = await context.CohortsWithPeer(writing.Today).ContainsAsync(id, cancellation);
                var after = await context.HasPeerAsync(others, writing.Today, cancellation);
                if (before && !after && cohort.GoOnWithoutPeer(input.Reason, writing.Viewer.PersonId) is { } refusal)
                {
                    return refusal;
                }
            }

            facilitation.End(writing.Today);
            return new Done();
        }, cancellation);
}
