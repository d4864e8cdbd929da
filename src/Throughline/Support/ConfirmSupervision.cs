using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Says that what is written down is what was agreed. With both it stands.</summary>
public sealed class ConfirmSupervision(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but the two, <see cref="Stale"/>, <see cref="SupervisionOver"/> for whoever has said so already.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervision-confirmed"), async writing =>
            await writing.TakeSupervisionAsync(id, cancellation) is not { } supervision ? new NotFound()
            : supervision.Version != version ? new Stale()
            : supervision.Confirm(writing.Viewer.PersonId, writing.Today) is { } refusal ? refusal
            : new Done(), cancellation);
}
