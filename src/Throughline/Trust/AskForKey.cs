using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A coordinator asks for a key back. Nothing asks why, and nobody is told.</summary>
public sealed class AskForKey(UnitOfWork unit)
{
    /// <summary>Asks; asking again changes nothing.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="KeyMoveNotOpen"/>, <see cref="KeyIsOut"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid keyId, CancellationToken cancellation = default)
    {
        var outcome = await unit.RunAsync(new Act("key-asked-back"), writing => KeyReturns.DoAsync(
            writing, keyId, turn => turn.MayRunAsync(cancellation), (turn, custody) => custody.AskBack(turn.Key, writing.Now), cancellation), cancellation);
        return outcome.Succeeded ? new Done() : outcome.Refusal!;
    }
}
