using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A handover that is not confirmed is called off: by the receiver, who does not have the key, or by a coordinator.</summary>
public sealed class CallOffHandover(UnitOfWork unit)
{
    /// <summary>Calls it off.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="KeyMoveNotOpen"/>, <see cref="KeyIsOut"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid keyId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("key-handover-called-off"), async writing =>
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

            return turn.Custody is null ? new KeyMoveNotOpen(turn.Key.State, KeyState.Available)
                : turn.Custody.CallOff(turn.Key, writing.Now) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
