using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Writes for a mentor what they need to know to keep both safe, such as a place to stay away from. Never why (INV-072).</summary>
public sealed class NoteSafety(UnitOfWork unit)
{
    /// <summary>Writes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("safety-noted"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, null, cancellation);
            return turn is null ? refused!
                : !turn.Coordinates ? new NotAllowed()
                : (PeopleRules.CheckText("Words", words, "Enter what the mentor needs to know", "The note", MatchEntry.WordsMaxLength)
                    ?? turn.Match.NoteSafety(turn.Viewer.PersonId, writing.Today, turn.Seal(words!))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
