using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Says that 999 has been called. Where nobody has the concern yet, its clock goes on as one of danger.</summary>
public sealed class SayEmergencyCalled(UnitOfWork unit)
{
    /// <summary>Says it. Whoever raised it, whoever has it or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("emergency-called"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Runs && !turn.IsReporter)
            {
                return new NotAllowed();
            }

            if (turn.Concern.CallEmergency(writing.Viewer.PersonId, writing.Now) is { } refusal)
            {
                return refusal;
            }

            await writing.HurryAsync(turn.Concern, cancellation);
            return new Done();
        }, cancellation);
}
