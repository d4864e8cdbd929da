using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Stops a match at once, where somebody's safety asks for it. A person decides, with a reason and what they looked at (E02).</summary>
public sealed class StopMatch(UnitOfWork unit)
{
    /// <summary>Stops it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, Decision decision, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-stopped"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, version, cancellation);
            return turn is null ? refused!
                : !turn.Coordinates ? new NotAllowed()
                : (decision.Check(writing.Viewer) ?? turn.Match.Stop(turn.Viewer.PersonId, writing.Today, turn.Seal(decision.Text))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
