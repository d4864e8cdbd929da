using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Takes the viewer's own question for a pause back, until it has been agreed. Nobody asks why.</summary>
public sealed class TakeBackPause(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody else's, <see cref="PausePlanOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("pause-taken-back"), async writing =>
            await writing.TakePlanAsync(id, cancellation) is not { } plan ? new NotFound()
            : plan.TakeBack(writing.Today) is { } refusal ? refusal
            : new Done(), cancellation);
}
