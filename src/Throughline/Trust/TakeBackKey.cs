using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A coordinator says that a key is in the cupboard again. It counts once the other half has been said, within the scheme's hours (INV-044).</summary>
public sealed class TakeBackKey(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>
    /// True when the key is back in the cupboard, false while the other half is missing; or <see cref="NotFound"/>, <see cref="NotAllowed"/>,
    /// <see cref="KeyMoveNotOpen"/>, <see cref="KeyIsOut"/>, <see cref="NotToYourself"/>, <see cref="NeedsSecondPairOfEyes"/>.
    /// </returns>
    public Task<Outcome<bool>> RunAsync(Guid keyId, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("key-taken-back"), writing => KeyReturns.DoAsync(
            writing, keyId, turn => turn.MayRunAsync(cancellation),
            (turn, custody) => custody.TakeBack(turn.Key, writing.Viewer.PersonId, writing.Now, turn.Within), cancellation), cancellation);
}
