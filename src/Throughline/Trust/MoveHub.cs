using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A move of a hub that is unlocked.</summary>
/// <param name="SpaceId">The hub.</param>
/// <param name="To">Open to the team, open to everybody, or locked.</param>
/// <param name="Looked">For locking: that whoever locks has walked round and nobody else is inside.</param>
public sealed record HubMove(Guid SpaceId, OpeningState To, bool Looked = false);

/// <summary>
/// Opens a hub to the team, opens it to service users, closes it to them, or locks it: always by somebody who is signed in there. A key (T5) opens
/// and locks the door; letting service users in is opening (T6), and needs somebody who may be there with them (INV-046). Locking signs out
/// everybody who forgot to.
/// </summary>
public sealed class MoveHub(UnitOfWork unit)
{
    /// <summary>Moves it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotHere"/>, <see cref="HubClosed"/>, <see cref="OpeningMoveNotOpen"/>,
    /// <see cref="KeysNotHeld"/>, <see cref="OpeningNotTrusted"/>, <see cref="NobodyToOpenFor"/>, <see cref="NotLookedRound"/>,
    /// <see cref="RoomTakenNow"/>, <see cref="NotOnDuty"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(HubMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act(input.To switch
        {
            OpeningState.OpenToServiceUsers => "hub-opened",
            OpeningState.Locked => "hub-locked",
            _ => "hub-opened-to-team",
        }), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            if (!await writing.LockHerePastReachAsync(viewer.PersonId, cancellation)
                || !await context.SpacesOf(viewer, writing.Today).AnyAsync(s => s.Id == input.SpaceId && s.IsHub, cancellation)
                || !await writing.TakeSpaceAsync(input.SpaceId, cancellation))
            {
                return new NotFound();
            }

            if (await HubRules.OpeningAsync(context, input.SpaceId, cancellation) is not { } opening)
            {
                return new HubClosed();
            }

            var inside = await HubRules.InsideAsync(writing, input.SpaceId, cancellation);
            if (inside.Find(i => i.Presence.PersonId == viewer.PersonId && i.Presence.DueOut > writing.Now) is not { } own)
            {
                return new NotHere();
            }

            if (await CheckAsync(writing, input, opening, inside, own, cancellation) is { } refusal)
            {
                return refusal;
            }

            if (opening.MoveTo(input.To, viewer.PersonId, writing.Now) is { } notOpen)
            {
                return notOpen;
            }

            switch (input.To)
            {
                case OpeningState.OpenToServiceUsers:
                    inside.ForEach(i => i.Presence.MayStay());
                    if (own.Presence.As == PresentAs.PeerWorker)
                    {
                        await Milestone.ReachedAsync(writing, viewer.PersonId, MilestoneKind.FirstOpening, writing.Today, cancellation);
                    }

                    break;
                case OpeningState.OpenPeersOnly:
                    HubRules.AskOut(inside, writing.Now);
                    break;
                default:
                    // The person who locks is the last to go, so that nobody else was alone.
                    foreach (var other in inside.Where(i => i != own))
                    {
                        other.Presence.End(writing.Now, PresenceEnd.LockedUp);
                    }

                    await HubRules.LeaveAsync(writing, own.Presence, writing.Now, PresenceEnd.Self, null, cancellation);
                    break;
            }

            return new Done();
        }, cancellation);

    private static async Task<Refusal?> CheckAsync(Writing writing, HubMove input, HubOpening opening, List<Inside> inside, Inside own, CancellationToken cancellation)
    {
        var (context, viewer) = (writing.Context, writing.Viewer);
        if (!OpeningStates.ExitsOf(opening.State).Contains(input.To))
        {
            return new OpeningMoveNotOpen(opening.State, input.To);
        }

        switch (input.To)
        {
            case OpeningState.OpenToServiceUsers:
                if (!await HubRules.MayAsync(context, viewer, TrustStep.OpeningAndClosing, writing.Today, cancellation))
                {
                    return new OpeningNotTrusted();
                }

                if (await HubRules.TakenUntilAsync(context, input.SpaceId, writing.Now, cancellation) is { } until)
                {
                    return new RoomTakenNow(until);
                }

                return inside.Exists(i => i.Qualified && i.Presence.DueOut > writing.Now) ? null : new NobodyToOpenFor();
            case OpeningState.OpenPeersOnly when opening.State == OpeningState.OpenToServiceUsers:
                return own.IsCompany ? null : new NotOnDuty();
            default:
                return !await HubRules.MayAsync(context, viewer, TrustStep.KeyHolding, writing.Today, cancellation) ? new KeysNotHeld()
                    : input.To == OpeningState.Locked && !input.Looked ? new NotLookedRound()
                    : null;
        }
    }
}
