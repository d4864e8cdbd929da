using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Says that a planned supervision does not happen. Neither good nor bad: another day can be set at once.</summary>
public sealed class CallOffSupervision(UnitOfWork unit)
{
    /// <summary>Calls it off.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but the two, <see cref="Stale"/>, <see cref="SupervisionOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervision-called-off"), async writing =>
            await writing.TakeSupervisionAsync(id, cancellation) is not { } supervision ? new NotFound()
            : supervision.Version != version ? new Stale()
            : supervision.CallOff() is { } refusal ? refusal
            : new Done(), cancellation);
}
