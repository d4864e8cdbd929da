using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A place for somebody who goes on later.</summary>
/// <param name="EnrolmentId">Whose course.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="CohortId">The cohort they go on with.</param>
public sealed record NextPlace(Guid EnrolmentId, int Version, Guid CohortId);

/// <summary>Gives somebody who goes on later a place in a cohort, or another one than they had in mind.</summary>
public sealed class PlaceAgain(UnitOfWork unit)
{
    /// <summary>Gives it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="EnrolmentMoveNotOpen"/>, <see cref="Invalid"/>, <see cref="CohortIsFull"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NextPlace input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("training-place-given"), async writing =>
        {
            var (turn, refused) = await EnrolmentTurn.TakeAsync(writing, input.EnrolmentId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!writing.Viewer.Runs(turn.Enrolment.SchemeId))
            {
                return new NotAllowed();
            }

            if (turn.Enrolment.State != EnrolmentState.Deferred)
            {
                return new EnrolmentMoveNotOpen(turn.Enrolment.State);
            }

            return await NextCohort.CheckAsync(writing, turn.Enrolment, input.CohortId, cancellation) is { } no ? no
                : turn.Enrolment.PlaceIn(input.CohortId, writing.Today) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
