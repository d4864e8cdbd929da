using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Says that the viewer would like to come back from a pause. A coordinator is told, and talks it through with them.</summary>
public sealed class SayReady(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody else's, <see cref="PausePlanOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("ready-said"), async writing =>
            await writing.TakePlanAsync(id, cancellation) is not { } plan ? new NotFound()
            : plan.SayReady(writing.Today) is { } refusal ? refusal
            : new Done(), cancellation);
}
