using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The receiver says "I have it": from now on they hold the key. The first one is a milestone.</summary>
public sealed class ConfirmKey(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <param name="keyId">The key.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/> for anybody but the receiver, <see cref="HandoverFellBack"/>, <see cref="KeyMoveNotOpen"/>,
    /// <see cref="NotTrustedWithKeys"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(Guid keyId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("key-confirmed"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            await writing.LockAsync(viewer, cancellation);
            var (turn, refused) = await KeyTurn.TakeAsync(writing, keyId, cancellation);
            if (turn is null || !turn.IsHolder)
            {
                return refused ?? new NotFound();
            }

            if (turn.Custody!.Confirm(turn.Key, writing.Now) is { } refusal)
            {
                return refusal;
            }

            if (!await writing.Context.IsTrustedAsync(viewer, TrustStep.KeyHolding, writing.Today, turn.Key.SchemeId, cancellation))
            {
                return new NotTrustedWithKeys();
            }

            await Milestone.ReachedAsync(writing, viewer, MilestoneKind.FirstKey, writing.Today, cancellation);
            return new Done();
        }, cancellation);
}
