using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Offers an answer to the owner of a concern. Whoever looks into it does.</summary>
public sealed class OfferOutcome(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ManagesThemNow"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-answer-offered"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return (await writing.CheckHandlerAsync(concern, cancellation)
                ?? ConcernRules.CheckWords(words, "Words", "Enter what you found and what will be done")
                ?? concern.Offer(writing.Entry(concern, ConcernEntryKind.Outcome, words!))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
