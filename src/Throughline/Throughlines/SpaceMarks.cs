using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Throughlines;

/// <summary>What places put on a person's line: the first day in each hub, a room of the team's own, and each time it was taken from them.</summary>
internal static class SpaceMarks
{
    private static readonly PerModel<Func<ThroughlineContext, Guid, List<Guid>, IAsyncEnumerable<FirstDay>>> FirstDays = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, Guid personId, List<Guid> held) =>
            from stay in context.Presences
            join space in context.Spaces on stay.SpaceId equals space.Id
            where stay.PersonId == personId && held.Contains(stay.HoldingId) && !stay.Removed
            group stay.In by new { stay.SpaceId, space.Name } into place
            select new FirstDay(place.Key.Name, place.Min())));

    private static readonly PerModel<Func<ThroughlineContext, List<Guid>, IAsyncEnumerable<OwnRoom>>> Rooms = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, List<Guid> schemes) =>
            from allocation in context.SpaceAllocations
            where allocation.Exclusive && schemes.Contains(allocation.SchemeId)
            select new OwnRoom(allocation.SchemeId, allocation.SpaceId, allocation.From)));

    private static readonly PerModel<Func<ThroughlineContext, List<Guid>, IAsyncEnumerable<TakenRoom>>> TakenRooms = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, List<Guid> schemes) =>
            from displacement in context.SpaceDisplacements
            join booking in context.SpaceBookings on displacement.Id equals booking.DisplacementId
            join space in context.Spaces on displacement.SpaceId equals space.Id
            where schemes.Contains(displacement.SchemeId) && (booking.CancelledAt == null || booking.CancelledAt > displacement.StartsAt)
            select new TakenRoom(displacement.SchemeId, displacement.SpaceId, displacement.StartsAt, displacement.Purpose, space.Name)));

    /// <summary>The marks of a person, for the roles that the viewer is shown as what they are. Three commands.</summary>
    /// <param name="context">The viewer's context.</param>
    /// <param name="personId">The person.</param>
    /// <param name="holdings">Their holdings as shown.</param>
    /// <param name="own">Whether the viewer looks at their own line.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<(IReadOnlyList<Milestone> Milestones, MarkLane Lane)> OfAsync(
        ThroughlineContext context, Guid personId, IReadOnlyList<ShownHolding> holdings, bool own, CancellationToken cancellation)
    {
        // Behind the veil, being in a hub as a peer worker would tell what is not shown.
        var peer = holdings.Where(h => h.OnLadder && !h.Receiving).ToList();
        var (held, schemes) = (peer.ConvertAll(h => h.Id), peer.Select(h => h.SchemeId).Distinct().ToList());
        var firsts = await FirstDays.For(context)(context, personId, held).ToListAsync(cancellation);
        var rooms = await Rooms.For(context)(context, schemes).ToListAsync(cancellation);
        var taken = await TakenRooms.For(context)(context, schemes).ToListAsync(cancellation);
        bool Working(Guid scheme, DateOnly on) => peer.Exists(h => h.SchemeId == scheme && h.From <= on && (h.To is null || on <= h.To));
        // A mentee's hat does not open the pages of rooms; their own hours are theirs under any.
        var opens = context.Viewer.Hat is Hat.PeerWorker or Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague;
        string Room(Guid space) => opens ? $"/spaces/{space}#displacements" : "/hub";
        return (
            [
                .. firsts.Select(f => new Milestone(f.In.LondonDate(), $"First day at {f.Name}", own ? "/hub/hours" : $"/hub/hours/{personId}")),
                .. rooms.Where(r => Working(r.SchemeId, r.From)).Select(r => new Milestone(r.From, "A room of our own", Room(r.SpaceId))),
            ],
            new MarkLane("places", "Places", LaneGlyph.Square, [.. taken.Select(t => (Taken: t, On: t.StartsAt.LondonDate())).Where(t => Working(t.Taken.SchemeId, t.On)).Select(t =>
                new LaneMark(t.On, $"{t.Taken.Name} was taken from the team: {t.Taken.Purpose.Name().ToLowerInvariant()}", Room(t.Taken.SpaceId)))]));
    }

    private sealed record FirstDay(string Name, DateTimeOffset In);

    private sealed record OwnRoom(Guid SchemeId, Guid SpaceId, DateOnly From);

    private sealed record TakenRoom(Guid SchemeId, Guid SpaceId, DateTimeOffset StartsAt, SpacePurpose Purpose, string Name);
}
