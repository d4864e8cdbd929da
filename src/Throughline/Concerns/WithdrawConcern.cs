using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Takes a concern back, until there is an answer and unless it has to go on. Only the owner does, and says no reason.</summary>
public sealed class WithdrawConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-withdrawn"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return concern.PersonId != writing.Viewer.PersonId ? new NotAllowed() : concern.Withdraw(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
