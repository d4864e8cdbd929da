using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Closes a concern that has been answered. A voice lead does.</summary>
public sealed class EndConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-ended"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return !writing.Sees(concern) ? new NotAllowed() : concern.Close(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
