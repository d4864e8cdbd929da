using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>The mentee says whether what the mentor writes about the meetings is for them to see, from the next one on.</summary>
public sealed class ShareNotes(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, bool shares, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("notes-shared"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsMentee)
            {
                return new NotAllowed();
            }

            if (turn.Match.State.IsOver())
            {
                return new MatchOver();
            }

            turn.Match.Share(shares);
            return new Done();
        }, cancellation);
}
