using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Somebody stops a course by their own choice: they say so themself, or a coordinator writes down that they did. Nobody is asked why.</summary>
public sealed class WithdrawFromTraining(UnitOfWork unit)
{
    /// <summary>Stops it.</summary>
    /// <param name="enrolmentId">Whose course.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="EnrolmentMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid enrolmentId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("training-withdrawn"), async writing =>
        {
            var (turn, refused) = await EnrolmentTurn.TakeAsync(writing, enrolmentId, version, cancellation);
            return turn is null ? refused!
                : turn.Enrolment.Withdraw(writing.Today, writing.Viewer.PersonId) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
