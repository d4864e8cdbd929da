using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// Ends what people forgot to end: stays at closing time or after the longest stay (INV-049), and hubs past closing time in which nobody is left.
/// Closes a hub to service users when whoever let them be there may no longer, as when a clearance ran out at midnight. Background work, done
/// every minute, and safe at any time; it decides nothing about anybody.
/// </summary>
public sealed class CloseForgotten(UnitOfWork unit, ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Ends what is due.</summary>
    /// <returns>How many stays were ended and hubs put right.</returns>
    /// <exception cref="InvalidOperationException">Somebody other than the system asks.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            throw new InvalidOperationException("This is background work.");
        }

        var now = clock.Now();
        var stays = await context.OpenStays().AsNoTracking().Where(p => p.DueOut <= now).OrderBy(p => p.DueOut).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.PersonId, p.SpaceId }).ToListAsync(cancellation);
        var done = 0;
        foreach (var stay in stays)
        {
            var ended = await unit.RunAsync<bool>(new Act("hub-sign-out-assumed"), writing => EndAsync(writing, stay.Id, stay.PersonId, stay.SpaceId, cancellation), cancellation);
            done += ended is { Succeeded: true, Value: true } ? 1 : 0;
        }

        foreach (var hub in await context.Openings.AsNoTracking().Where(o => o.LockedAt == null).OrderBy(o => o.SpaceId).Select(o => o.SpaceId).ToListAsync(cancellation))
        {
            if (await NeedsPuttingRightAsync(hub, now, cancellation))
            {
                var right = await unit.RunAsync<bool>(new Act("hub-put-right"), writing => PutRightAsync(writing, hub, cancellation), cancellation);
                done += right is { Succeeded: true, Value: true } ? 1 : 0;
            }
        }

        return done;
    }

    private static async Task<Outcome<bool>> EndAsync(Writing writing, Guid id, Guid personId, Guid spaceId, CancellationToken cancellation)
    {
        if (!await writing.LockHerePastReachAsync(personId, cancellation) || !await writing.TakeSpaceAsync(spaceId, cancellation)
            || await writing.Context.OpenStays().FirstOrDefaultAsync(p => p.Id == id && p.DueOut <= writing.Now, cancellation) is not { } stay)
        {
            return false;
        }

        var closes = await writing.Context.Spaces.Where(s => s.Id == spaceId).Select(s => s.ClosesAt).SingleAsync(cancellation);
        await HubRules.LeaveAsync(
            writing, stay, stay.DueOut, stay.DueOut.LondonTime() == closes ? PresenceEnd.ClosingTime : PresenceEnd.LongestStay, null, cancellation);
        return true;
    }

    private static async Task<Outcome<bool>> PutRightAsync(Writing writing, Guid spaceId, CancellationToken cancellation)
    {
        if (!await writing.TakeSpaceAsync(spaceId, cancellation) || await HubRules.OpeningAsync(writing.Context, spaceId, cancellation) is not { } opening)
        {
            return false;
        }

        var moves = opening.Moves.Count;
        await HubRules.SettleAsync(writing, spaceId, writing.Now, cancellation);
        var space = await writing.Context.Spaces.AsNoTracking().SingleAsync(s => s.Id == spaceId, cancellation);
        if (IsPast(space, opening, writing.Now) && (await HubRules.InsideAsync(writing, spaceId, cancellation)).Count == 0)
        {
            if (opening.State == OpeningState.Unlocked)
            {
                opening.MoveTo(OpeningState.OpenPeersOnly, null, writing.Now, OpeningCause.ClosingTime);
            }

            opening.MoveTo(OpeningState.Locked, null, writing.Now, OpeningCause.ClosingTime);
        }

        return opening.Moves.Count > moves;
    }

    // Looks without taking the hub's turn: most minutes there is nothing to do.
    private async Task<bool> NeedsPuttingRightAsync(Guid spaceId, DateTimeOffset now, CancellationToken cancellation)
    {
        var opening = await context.Openings.AsNoTracking().FirstOrDefaultAsync(o => o.SpaceId == spaceId && o.LockedAt == null, cancellation);
        if (opening is null)
        {
            return false;
        }

        var peers = await context.OpenStays().AsNoTracking().Where(p => p.SpaceId == spaceId && p.As == PresentAs.PeerWorker).Select(p => p.PersonId).ToListAsync(cancellation);
        if (opening.State == OpeningState.OpenToServiceUsers || peers.Count > 0)
        {
            var (today, alone) = (now.LondonDate(), peers.ToHashSet());
            alone.IntersectWith(await HubRules.TrustedAsync(context, peers, TrustStep.WorkingAlone, today, cancellation));
            alone.IntersectWith(await HubRules.ClearedAsync(context, peers, HubRules.HubScope, today, cancellation));
            if (alone.Count == 0)
            {
                return true;
            }
        }

        var space = await context.Spaces.AsNoTracking().SingleAsync(s => s.Id == spaceId, cancellation);
        return IsPast(space, opening, now) && !await context.OpenStays().AnyAsync(p => p.SpaceId == spaceId, cancellation);
    }

    // A hub that is unlocked in the evening has until the end of the London day.
    private static bool IsPast(Space space, HubOpening opening, DateTimeOffset now)
    {
        var day = opening.UnlockedAt.LondonDate();
        var closes = day.AtInLondon(space.ClosesAt);
        return now >= (opening.UnlockedAt < closes ? closes : day.AddDays(1).StartInLondon());
    }
}
