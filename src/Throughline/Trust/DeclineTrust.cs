using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The holder says no to an offer. No reason is asked for, none can be given, and nothing follows from it.</summary>
public sealed class DeclineTrust(UnitOfWork unit)
{
    /// <summary>Declines it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/> for anybody but the holder, <see cref="Stale"/>, <see cref="TrustMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(TrustAnswer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-declined"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            return turn is null ? refused!
                : !turn.IsOwn ? new NotAllowed()
                : turn.Grant!.Decline(writing.Today) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
