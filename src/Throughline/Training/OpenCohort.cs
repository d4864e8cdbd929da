using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A cohort to open.</summary>
/// <param name="CohortId">The cohort.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Reason">Why it opens without anybody who is or was a peer worker running it; needed only then.</param>
public sealed record CohortToOpen(Guid CohortId, int Version, string? Reason = null);

/// <summary>Opens a cohort, so that its registers can be kept. Somebody who is or was a peer worker runs it, or a coordinator says why not (INV-031).</summary>
public sealed class OpenCohort(UnitOfWork unit)
{
    /// <summary>Opens it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="CohortMoveNotOpen"/>, <see cref="NeedsPeerFacilitator"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(CohortToOpen input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("cohort-opened", input.Reason), async writing =>
        {
            var (cohort, refused) = await CohortTurn.TakeAsync(writing, input.CohortId, input.Version, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            var peers = writing.Context.CohortsWithPeer(writing.Today);
            return cohort.Open(writing.Today, await peers.ContainsAsync(cohort.Id, cancellation), input.Reason, writing.Viewer.PersonId) is { } refusal ? refusal : new Done();
        }, cancellation);
}
