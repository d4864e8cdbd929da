using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Finishes a cohort whose people have finished, stopped or gone on with another.</summary>
public sealed class FinishCohort(UnitOfWork unit)
{
    /// <summary>Finishes it.</summary>
    /// <param name="cohortId">The cohort.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="CohortMoveNotOpen"/>, <see cref="PeopleStillOnIt"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid cohortId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("cohort-finished"), async writing =>
        {
            var (cohort, refused) = await CohortTurn.TakeAsync(writing, cohortId, version, cancellation);
            if (cohort is null)
            {
                return refused!;
            }

            var left = await writing.Context.Enrolments.CountAsync(e => e.CohortId == cohortId && e.State <= EnrolmentState.Deferred, cancellation);
            return left > 0 ? new PeopleStillOnIt(left) : cohort.Finish(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>People are still on the course.</summary>
/// <param name="Left">How many.</param>
public sealed record PeopleStillOnIt(int Left) : Refusal("people-still-on-it")
{
    /// <inheritdoc />
    public override string Sentence =>
        $"{ProgrammeOutline.Count(Left, "person is", "people are")} still on it. Say for each of them that they have finished, will go on later, or have stopped.";
}
