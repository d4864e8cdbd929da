using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Accepts the answer. Only the owner does.</summary>
public sealed class AcceptOutcome(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-answer-accepted"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            return concern.PersonId != writing.Viewer.PersonId ? new NotAllowed() : concern.Accept() is { } refusal ? refusal : new Done();
        }, cancellation);
}
