using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Goes on with a match that waited.</summary>
public sealed class ResumeMatch(UnitOfWork unit)
{
    /// <summary>Goes on.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="MatchMoveNotOpen"/>, <see cref="MeetingsStopped"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-resumed"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, version, cancellation);
            return turn is null ? refused!
                : !turn.Coordinates ? new NotAllowed()
                : await writing.Context.ApartAsync(turn.Match.PersonId, turn.Match.MentorId, cancellation) is not null ? new MeetingsStopped()
                : turn.Match.Resume(turn.Viewer.PersonId, writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
