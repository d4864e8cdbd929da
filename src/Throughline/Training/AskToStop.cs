using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Somebody is to be asked to stop a course.</summary>
/// <param name="EnrolmentId">Whose course.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why, and what was looked at: they can read it.</param>
public sealed record StopRequest(Guid EnrolmentId, int Version, Decision Decision);

/// <summary>Asks somebody to stop a course: by a person, with a reason they can read and what it rests on (E02).</summary>
public sealed class AskToStop(UnitOfWork unit)
{
    /// <summary>Asks them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="EnrolmentMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(StopRequest input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("training-stopped"), async writing =>
        {
            var (turn, refused) = await EnrolmentTurn.TakeAsync(writing, input.EnrolmentId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.IsOwn || !writing.Viewer.Runs(turn.Enrolment.SchemeId))
            {
                return new NotAllowed();
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            if (await SecondPerson.CheckAsync(writing, turn.Enrolment.PersonId, turn.Enrolment.SchemeId, AdverseAct.StopTraining, turn.Enrolment.Id, cancellation) is { } second)
            {
                return second;
            }

            var why = writing.Seal(turn.Enrolment.PersonId, input.Decision.Text);
            return turn.Enrolment.AskToStop(writing.Today, writing.Viewer.PersonId, why) is { } refusal ? refusal : new Done();
        }, cancellation);
}
