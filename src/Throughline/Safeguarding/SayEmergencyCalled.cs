using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Says that 999 has been called.</summary>
public sealed class SayEmergencyCalled(UnitOfWork unit)
{
    /// <summary>Says it. Whoever raised it, whoever has it or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("emergency-called"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            return turn is null ? refused!
                : !turn.Runs && !turn.IsReporter ? new NotAllowed()
                : turn.Concern.CallEmergency(writing.Viewer.PersonId, writing.Now) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
