using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Gives the last answer. Somebody does who did not offer the first.</summary>
public sealed class ConcludeConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ManagesThemNow"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-last-answer"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return (await writing.CheckHandlerAsync(concern, cancellation)
                ?? ConcernRules.CheckWords(words, "Words", "Enter what you found and what will be done")
                ?? concern.Conclude(writing.Entry(concern, ConcernEntryKind.FinalOutcome, words!))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
