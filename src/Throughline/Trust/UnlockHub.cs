using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Unlocks a closed hub, and signs in the person who does: they are trusted with the keys (T5), or coordinate or supervise.</summary>
public sealed class UnlockHub(UnitOfWork unit)
{
    /// <summary>Unlocks it.</summary>
    /// <param name="spaceId">The hub.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>The stay's id, or <see cref="NotFound"/>, <see cref="KeysNotHeld"/>, <see cref="OpeningMoveNotOpen"/>, <see cref="RoomTakenNow"/>, and what <see cref="SignInAtHub"/> says.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid spaceId, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("hub-unlocked"), async writing =>
        {
            if (!await writing.LockHerePastReachAsync(writing.Viewer.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (await HubRules.RoleHereAsync(writing.Context, writing.Viewer.PersonId, writing.Viewer.Hat, spaceId, writing.Today, cancellation) is (null, _))
            {
                return new NotFound();
            }

            if (!await HubRules.MayAsync(writing.Context, writing.Viewer, TrustStep.KeyHolding, writing.Today, cancellation))
            {
                return new KeysNotHeld();
            }

            var entered = await HubRules.EnterAsync(writing, writing.Viewer.PersonId, writing.Viewer.Hat, spaceId, PresenceSource.OwnPhone, null, true, cancellation);
            return entered.Succeeded ? entered.Value.Id : entered.Refusal!;
        }, cancellation);
}
