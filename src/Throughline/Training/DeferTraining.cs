using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Going on later, as typed.</summary>
/// <param name="EnrolmentId">Whose course.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="CohortId">The cohort they will go on with; null while it is not known.</param>
/// <param name="Words">Why, where they want it written down.</param>
public sealed record TrainingDeferral(Guid EnrolmentId, int Version, Guid? CohortId = null, string? Words = null);

/// <summary>Lets somebody go on with another cohort. What they have done so far counts there.</summary>
public sealed class DeferTraining(UnitOfWork unit)
{
    /// <summary>Longest note, in characters.</summary>
    public const int WordsMaxLength = 280;

    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="EnrolmentMoveNotOpen"/>, <see cref="Invalid"/>, <see cref="CohortIsFull"/>.</returns>
    public Task<Outcome<Done>> RunAsync(TrainingDeferral input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("training-deferred"), async writing =>
        {
            var (turn, refused) = await EnrolmentTurn.TakeAsync(writing, input.EnrolmentId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var enrolment = turn.Enrolment;
            if (!writing.Viewer.Runs(enrolment.SchemeId))
            {
                return new NotAllowed();
            }

            if (PeopleRules.CheckOptionalText(nameof(input.Words), input.Words, "The note", WordsMaxLength) is { } wrong)
            {
                return wrong;
            }

            if (!EnrolmentStates.ExitsOf(enrolment.State).Contains(EnrolmentState.Deferred))
            {
                return new EnrolmentMoveNotOpen(enrolment.State);
            }

            if (input.CohortId is { } next && await NextCohort.CheckAsync(writing, enrolment, next, cancellation) is { } no)
            {
                return no;
            }

            return enrolment.Defer(writing.Today, input.CohortId, writing.SealOptional(enrolment.PersonId, input.Words)) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>The cohort that somebody goes on with.</summary>
internal static class NextCohort
{
    /// <summary>The cohorts of the same programme that somebody can go on with, as the viewer may know them.</summary>
    public static IQueryable<Cohort> NextCohorts(this ThroughlineContext context, Guid programmeId, Guid? not) =>
        context.Cohorts.Where(c => c.ProgrammeId == programmeId && c.Id != not && (c.State == CohortState.Planned || c.State == CohortState.Open));

    public static async Task<Refusal?> CheckAsync(Writing writing, Enrolment enrolment, Guid cohortId, CancellationToken cancellation)
    {
        await writing.LockCohortAsync(cohortId, cancellation);
        var cohort = await writing.Context.NextCohorts(enrolment.ProgrammeId, enrolment.CohortId).FirstOrDefaultAsync(c => c.Id == cohortId, cancellation);
        return cohort is null
            ? new Invalid("CohortId", "Choose another course of the same programme that is planned or running")
            : await writing.CheckRoomAsync(cohort, cancellation);
    }
}
