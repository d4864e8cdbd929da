using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Says that a concern has to go on whatever its owner wishes, because of serious harm or the law. The owner is told why.</summary>
public sealed class KeepConcernOpen(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-must-go-on"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return !writing.Sees(concern) && concern.HandlerId != writing.Viewer.PersonId ? new NotAllowed()
                : (ConcernRules.CheckWords(words, "Words", "Enter why it has to go on. Its owner reads this")
                    ?? concern.KeepOpen(writing.Entry(concern, ConcernEntryKind.MustGoOn, words!))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
