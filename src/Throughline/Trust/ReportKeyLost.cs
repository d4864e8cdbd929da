using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// The holder or a coordinator says that a key is lost. Nobody is asked how, and there is no place to write whose fault it was. Both are told.
/// </summary>
public sealed class ReportKeyLost(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="KeyMoveNotOpen"/>, <see cref="KeyIsOut"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid keyId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("key-lost"), async writing =>
        {
            var (turn, refused) = await KeyTurn.TakeAsync(writing, keyId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsHolder && await turn.MayRunAsync(cancellation) is { } no)
            {
                return no;
            }

            return turn.Custody is null ? new KeyMoveNotOpen(turn.Key.State, KeyState.ReportedLost)
                : turn.Custody.ReportLost(turn.Key, writing.Now) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
