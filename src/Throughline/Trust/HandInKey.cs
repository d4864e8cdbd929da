using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The holder says that they handed their key in. It counts once a coordinator says so too, within the scheme's hours (INV-044).</summary>
public sealed class HandInKey(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>
    /// True when the key is back in the cupboard, false while the coordinator's half is missing; or <see cref="NotFound"/>, <see cref="NotAllowed"/>,
    /// <see cref="KeyMoveNotOpen"/>.
    /// </returns>
    public Task<Outcome<bool>> RunAsync(Guid keyId, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("key-handed-in"), writing => KeyReturns.DoAsync(
            writing, keyId, turn => Task.FromResult<Refusal?>(turn.IsHolder ? null : new NotAllowed()),
            (turn, custody) => custody.HandIn(turn.Key, null, writing.Now, turn.Within), cancellation), cancellation);
}
