using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A cohort opened for a change by a coordinator of its scheme, its turn taken.</summary>
internal static class CohortTurn
{
    /// <summary>Opens it, or says why not.</summary>
    public static async Task<(Cohort? Cohort, Refusal? Refusal)> TakeAsync(Writing writing, Guid cohortId, int? version, CancellationToken cancellation)
    {
        var scheme = await writing.Context.Cohorts.Where(c => c.Id == cohortId).Select(c => (Guid?)c.SchemeId).FirstOrDefaultAsync(cancellation);
        if (scheme is not { } schemeId || !await IsKnownAsync(writing, cohortId, schemeId, cancellation))
        {
            return (null, new NotFound());
        }

        if (!writing.Viewer.Runs(schemeId))
        {
            return (null, new NotAllowed());
        }

        await writing.LockCohortAsync(cohortId, cancellation);
        var cohort = await writing.Context.Cohorts.Include(c => c.Sessions.OrderBy(s => s.Number)).SingleAsync(c => c.Id == cohortId, cancellation);
        return version is null || cohort.Version == version ? (cohort, null) : (null, new Stale());
    }

    // To anybody else but those who run it or have a place in it there is no such cohort.
    private static async Task<bool> IsKnownAsync(Writing writing, Guid cohortId, Guid schemeId, CancellationToken cancellation)
    {
        var viewer = writing.Viewer.PersonId;
        return writing.Viewer.Runs(schemeId)
            || await writing.Context.FacilitatesAsync(cohortId, cancellation)
            || await writing.Context.Enrolments.AnyAsync(e => e.CohortId == cohortId && e.PersonId == viewer, cancellation);
    }
}
