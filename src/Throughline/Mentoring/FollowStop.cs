using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>A coordinator says that they have talked with both after the safeguarding lead stopped their match.</summary>
public sealed class FollowStop(UnitOfWork unit)
{
    /// <summary>Says it. Safe to repeat.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="MatchNotStopped"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-stop-followed"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, null, cancellation, unnamed: true);
            return turn is null ? refused! : !turn.Coordinates ? new NotAllowed() : turn.Match.Follow() is { } refusal ? refusal : new Done();
        }, cancellation);
}
