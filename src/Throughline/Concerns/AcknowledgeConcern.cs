using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Says that a concern came. A voice lead does, or the head of service once it is late.</summary>
public sealed class AcknowledgeConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-acknowledged"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return !writing.Sees(concern) ? new NotAllowed() : concern.Acknowledge(writing.Viewer.PersonId) is { } refusal ? refusal : new Done();
        }, cancellation);
}
