using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Moves supervision to another day, with its agenda. Either of the two can, and nobody says why.</summary>
public sealed class MoveSupervision(UnitOfWork unit)
{
    /// <summary>Moves it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but the two, <see cref="Stale"/>, <see cref="AnotherSupervises"/>, <see cref="SupervisionOver"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, DateOnly? on, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervision-moved"), async writing =>
            await writing.TakeSupervisionAsync(id, cancellation) is not { } supervision ? new NotFound()
            : supervision.Version != version ? new Stale()
            : (await writing.CheckStillWithAsync(supervision, cancellation) ?? supervision.Move(on, writing.Today)) is { } refusal ? refusal
            : new Done(), cancellation);
}
