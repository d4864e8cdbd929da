using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Calls a cohort off before it has begun. Whoever has a place in it keeps what they have and waits for another.</summary>
public sealed class CallOffCohort(UnitOfWork unit)
{
    /// <summary>Calls it off.</summary>
    /// <param name="cohortId">The cohort.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="CohortMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid cohortId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("cohort-called-off"), async writing =>
        {
            var (cohort, refused) = await CohortTurn.TakeAsync(writing, cohortId, version, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            if (cohort.CallOff(writing.Today) is { } refusal)
            {
                return refusal;
            }

            // Also for people whom this coordinator may not see: nobody is to wait for a course that never comes.
            var waiting = await writing.Context.Enrolments
                .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.LabelFilter])
                .Include(e => e.Places.OrderBy(p => p.Number)).Where(e => e.CohortId == cohortId && e.State <= EnrolmentState.Deferred).ToListAsync(cancellation);
            foreach (var enrolment in waiting)
            {
                enrolment.LoseCohort(writing.Today);
            }

            return new Done();
        }, cancellation);
}
