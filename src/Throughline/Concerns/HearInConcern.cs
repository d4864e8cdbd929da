using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>
/// Writes down what whom a concern is about says to it: they are heard before there is an answer (E35), once its owner has agreed that they are told. Whoever looks into it
/// does. To them the concern still does not exist in here.
/// </summary>
public sealed class HearInConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="ManagesThemNow"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-heard"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return (await writing.CheckHandlerAsync(concern, cancellation) ?? ConcernRules.CheckWords(words, "Words", "Enter what they say")
                ?? concern.Hear(writing.Entry(concern, ConcernEntryKind.Heard, words!))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
