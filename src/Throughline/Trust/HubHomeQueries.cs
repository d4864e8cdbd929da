using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The hub on a home page of a peer worker or a mentee.</summary>
/// <param name="Hubs">The hubs of their schemes.</param>
/// <param name="Shifts">Their own planned times today and in the next week.</param>
/// <param name="Displacements">Times to come at which their room is taken for something else.</param>
/// <param name="Assumed">A stay of theirs in the last week that ended without their saying so.</param>
public sealed record HubHome(IReadOnlyList<HubCard> Hubs, IReadOnlyList<RosterLine> Shifts, IReadOnlyList<DisplacementLine> Displacements, Guid? Assumed);

/// <summary>The places on the home page of a coordinator.</summary>
/// <param name="Hubs">The hubs and where they stand.</param>
/// <param name="Gaps">Planned times of this week and the next for which somebody else is needed.</param>
/// <param name="Assumed">Sign-outs of the last week, of people in reach, that nobody stated, counted up to 200.</param>
/// <param name="Bookings">Bookings of today in the spaces of their schemes.</param>
/// <param name="Displacements">Times to come at which a room is taken for something else.</param>
public sealed record HubCoordinatorHome(IReadOnlyList<HubCard> Hubs, int Gaps, int Assumed, int Bookings, IReadOnlyList<DisplacementLine> Displacements);

/// <summary>What the home pages say about places.</summary>
public sealed class HubHomeQueries(ThroughlineContext context, HubQueries hubs, RosterQueries rosters, SpaceQueries spaces, TimeProvider clock)
{
    /// <summary>For a peer worker or a mentee. Seventeen commands at most.</summary>
    public async Task<HubHome> MineAsync(CancellationToken cancellation = default)
    {
        var (viewer, today, week) = (context.Viewer, clock.Today(), clock.Now().AddDays(-7));
        var peer = viewer.Hat == Hat.PeerWorker;
        return new HubHome(
            await hubs.MineAsync(cancellation),
            peer ? await rosters.MineAsync(today, today.AddDays(7), cancellation) : [],
            peer ? await spaces.ComingAsync(cancellation) : [],
            await context.Presences.Where(p => p.PersonId == viewer.PersonId && !p.Removed && p.Out >= week && p.Ended >= PresenceEnd.ClosingTime)
                .OrderByDescending(p => p.Out).ThenBy(p => p.Id).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancellation));
    }

    /// <summary>For a coordinator. Twenty-two commands at most.</summary>
    public async Task<HubCoordinatorHome> CoordinatorAsync(CancellationToken cancellation = default)
    {
        var (viewer, today, now) = (context.Viewer, clock.Today(), clock.Now());
        var (start, end, week) = (today.StartInLondon(), today.AddDays(1).StartInLondon(), now.AddDays(-7));
        var mine = context.SpacesOf(viewer, today).Select(s => s.Id);
        var gaps = (await rosters.WeekAsync(today, cancellation)).Lines.Concat((await rosters.WeekAsync(today.AddDays(7), cancellation)).Lines)
            .Count(l => l.Standing == RosterStanding.NotRostered && l.Time.EndsAt > now);
        var shown = context.ShownHoldings(today);
        return new HubCoordinatorHome(
            await hubs.MineAsync(cancellation), gaps,
            await context.Presences.Where(p => !p.Removed && p.Out >= week && p.Ended >= PresenceEnd.ClosingTime && mine.Contains(p.SpaceId) && shown.Any(h => h.Id == p.HoldingId))
                .Select(p => p.Id).Take(PeopleQueries.CountCap).CountAsync(cancellation),
            await context.SpaceBookings.CountAsync(b => mine.Contains(b.SpaceId) && b.CancelledAt == null && b.StartsAt < end && b.EndsAt > start, cancellation),
            await spaces.ComingAsync(cancellation));
    }
}
