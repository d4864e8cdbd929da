using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Adds words to a concern. What stands is never changed.</summary>
public sealed class AddToConcern(UnitOfWork unit)
{
    /// <summary>Adds them. Whoever may read the concern does; whoever raised it adds to their own.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="ConcernMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-added-to"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, id, null, cancellation);
            return turn is null ? refused!
                : SafeguardingRules.Words(words, "Words", "Enter what you want to add", "What you add") is { } wrong ? wrong
                : turn.Concern.Add(writing.Viewer.PersonId, writing.Now, turn.Seal(words!)) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
