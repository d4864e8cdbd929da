using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Begins to look into a concern. Whoever was asked to does.</summary>
public sealed class BeginConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ManagesThemNow"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-begun"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return (await writing.CheckHandlerAsync(concern, cancellation) ?? concern.Begin()) is { } refusal ? refusal : new Done();
        }, cancellation);
}
