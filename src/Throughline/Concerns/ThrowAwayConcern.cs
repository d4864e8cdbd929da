using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Throws away what was written and never sent. Only its owner knows of it.</summary>
public sealed class ThrowAwayConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-thrown-away"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            if (concern.State != ConcernState.Draft)
            {
                return new ConcernStepNotOpen(concern.State);
            }

            writing.Context.Remove(concern);
            return new Done();
        }, cancellation);
}
