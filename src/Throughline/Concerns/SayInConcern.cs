using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Writes a message in a concern: its owner does, or whoever sees to it.</summary>
public sealed class SayInConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-message"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return concern.PersonId != writing.Viewer.PersonId && concern.HandlerId != writing.Viewer.PersonId && !writing.Sees(concern) ? new NotAllowed()
                : (ConcernRules.CheckWords(words, "Words", "Enter your message") ?? concern.Say(writing.Entry(concern, ConcernEntryKind.Message, words!))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
