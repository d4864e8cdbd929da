using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A space in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Site">Its site.</param>
/// <param name="IsHub">Whether people sign in there.</param>
/// <param name="Schemes">The schemes it is given to now.</param>
/// <param name="Alone">Whether it is one scheme's alone.</param>
/// <param name="InUse">Whether it is used now.</param>
public sealed record SpaceLine(Guid Id, string Name, string Site, bool IsHub, IReadOnlyList<string> Schemes, bool Alone, bool InUse);

/// <summary>An allocation on the page of a space.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Exclusive">Whether the space is theirs alone.</param>
/// <param name="Sponsor">Who stands behind it; null for nobody whom the viewer may know of.</param>
/// <param name="Purposes">What for.</param>
/// <param name="NoticeDays">Days of notice.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record AllocationLine(
    Guid Id, string Scheme, bool Exclusive, string? Sponsor, IReadOnlyList<SpacePurpose> Purposes, int NoticeDays, DateOnly From, DateOnly? To);

/// <summary>A booking in a space's diary. Whose it is, is a scheme: nobody's name is in a diary.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Purpose">What for.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Own">Whether the viewer made it.</param>
/// <param name="Displaces">Whether it takes the team's room from them.</param>
/// <param name="MayCancel">Whether the viewer may take it back.</param>
public sealed record BookingLine(Guid Id, string Scheme, SpacePurpose Purpose, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool Own, bool Displaces, bool MayCancel);

/// <summary>A time at which a team's room was or will be taken for something else: an event that counts against the place (INV-048).</summary>
/// <param name="SpaceId">The space.</param>
/// <param name="Space">What it is called.</param>
/// <param name="Scheme">The scheme whose room it is.</param>
/// <param name="Purpose">What for instead.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="NoticeGiven">Days of notice.</param>
/// <param name="Reason">Why.</param>
/// <param name="LookedAt">What was looked at first.</param>
/// <param name="DecidedBy">Who decided; null for nobody whom the viewer may know of.</param>
public sealed record DisplacementLine(
    Guid SpaceId, string Space, string Scheme, SpacePurpose Purpose, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int NoticeGiven, string Reason, string LookedAt, string? DecidedBy);

/// <summary>The page of a space.</summary>
/// <param name="Space">The space.</param>
/// <param name="Site">Its site.</param>
/// <param name="MayRun">Whether the viewer runs the site.</param>
/// <param name="MayBook">Whether the viewer may book it.</param>
/// <param name="Allocations">Whose it is and was, newest first.</param>
/// <param name="Bookings">The next four weeks.</param>
/// <param name="Displacements">Those to come, and those of the last year.</param>
/// <param name="Counted">How many of them fall into the period in which a room should not have been taken.</param>
/// <param name="CountedDays">That period, in days.</param>
public sealed record SpacePage(
    Space Space, string Site, bool MayRun, bool MayBook, IReadOnlyList<AllocationLine> Allocations, IReadOnlyList<BookingLine> Bookings,
    IReadOnlyList<DisplacementLine> Displacements, int Counted, int CountedDays);

/// <summary>A screen in the list of screens.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Where it hangs.</param>
/// <param name="MadeAt">When it was set up.</param>
/// <param name="EndedAt">When its permission was taken back.</param>
public sealed record ScreenLine(Guid Id, string Name, DateTimeOffset MadeAt, DateTimeOffset? EndedAt);

/// <summary>
/// What the pages about spaces read. A space that the viewer's schemes do not use is null, exactly as one that does not exist. A diary names schemes
/// and purposes, never people, so that a room says the same to somebody who is walled off from whoever booked it as to everybody else.
/// </summary>
public sealed class SpaceQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>How far a diary looks ahead, in days.</summary>
    public const int DiaryDays = 28;

    /// <summary>The spaces of the viewer's schemes. Two commands.</summary>
    public async Task<IReadOnlyList<SpaceLine>> ListAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var spaces = await (from space in context.SpacesOf(context.Viewer, today).AsNoTracking()
                            join site in context.Set<Site>() on space.SiteId equals site.Id
                            orderby site.Name, space.Name, space.Id
                            select new { Space = space, Site = site.Name }).ToListAsync(cancellation);
        var ids = spaces.ConvertAll(s => s.Space.Id);
        var given = (await (from a in context.SpaceAllocations
                            join s in context.Schemes on a.SchemeId equals s.Id
                            where ids.Contains(a.SpaceId) && a.From <= today && (a.To == null || a.To >= today)
                            orderby s.Name, s.Id
                            select new { a.SpaceId, a.Exclusive, s.Name }).ToListAsync(cancellation)).ToLookup(a => a.SpaceId);
        return spaces.ConvertAll(s => new SpaceLine(
            s.Space.Id, s.Space.Name, s.Site, s.Space.IsHub, [.. given[s.Space.Id].Select(a => a.Name)], given[s.Space.Id].Any(a => a.Exclusive), s.Space.InUse(today)));
    }

    /// <summary>The page of a space. Eight commands at most.</summary>
    public async Task<SpacePage?> FindAsync(Guid spaceId, CancellationToken cancellation = default)
    {
        var (viewer, today, now) = (context.Viewer, clock.Today(), clock.Now());
        var found = await (from space in context.SpacesOf(viewer, today).AsNoTracking()
                           join site in context.Set<Site>() on space.SiteId equals site.Id
                           where space.Id == spaceId
                           select new { Space = space, Site = site.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var runs = viewer.MayRun(found.Space.SchemeId);
        var allocations = await (from a in context.SpaceAllocations.AsNoTracking()
                                 join s in context.Schemes on a.SchemeId equals s.Id
                                 where a.SpaceId == spaceId
                                 orderby a.From descending, s.Name, a.Id
                                 select new { Allocation = a, s.Name }).ToListAsync(cancellation);
        var displacements = await DisplacedAsync(d => d.SpaceId == spaceId, now.AddDays(-365), null, cancellation);
        var names = await context.NamesAsync(allocations.Select(a => a.Allocation.SponsorId), cancellation);
        var days = (await new SettingQueries(context).ValuesAsync(found.Space.SchemeId, cancellation)).Whole(SettingKeys.ClimateSpaceDays);
        return new SpacePage(
            found.Space, found.Site, runs, MayBook(viewer.Hat), allocations.ConvertAll(a => new AllocationLine(
                a.Allocation.Id, a.Name, a.Allocation.Exclusive, a.Allocation.SponsorId is { } sponsor ? names.GetValueOrDefault(sponsor) : null,
                a.Allocation.Purposes, a.Allocation.NoticeDays, a.Allocation.From, a.Allocation.To)),
            await DiaryAsync(found.Space, now, cancellation), displacements,
            displacements.Count(d => d.StartsAt <= now && d.StartsAt > now.AddDays(-days)), days);
    }

    /// <summary>The events of a scheme's rooms being taken for something else, that began in a period: what its niche is read by. Two commands.</summary>
    /// <returns>The events, or none for a scheme that is not the viewer's.</returns>
    public async Task<IReadOnlyList<DisplacementLine>> NicheEventsAsync(Guid schemeId, DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        context.Viewer.Hat == Hat.System || context.Viewer.SchemeIds.Contains(schemeId)
            ? await DisplacedAsync(d => d.SchemeId == schemeId, from.StartInLondon(), to.AddDays(1).StartInLondon(), cancellation)
            : [];

    /// <summary>The times to come at which a room of the viewer's schemes is taken from them. Two commands.</summary>
    public async Task<IReadOnlyList<DisplacementLine>> ComingAsync(CancellationToken cancellation = default)
    {
        var (mine, now) = (context.Viewer.SchemeIds, clock.Now());
        return await DisplacedAsync(d => mine.Contains(d.SchemeId) && d.EndsAt > now, now.AddDays(-SpaceDisplacement.MostDays), null, cancellation);
    }

    /// <summary>The screens of a hub; null where there is no such hub whose site the viewer runs. Two commands.</summary>
    public async Task<(Space Space, IReadOnlyList<ScreenLine> Screens)?> ScreensAsync(Guid spaceId, CancellationToken cancellation = default)
    {
        var space = await context.Spaces.AsNoTracking().FirstOrDefaultAsync(s => s.Id == spaceId && s.IsHub, cancellation);
        return space is null || !context.Viewer.MayRun(space.SchemeId) ? null : (space, await context.HubScreens.AsNoTracking()
            .Where(s => s.SpaceId == spaceId).OrderByDescending(s => s.MadeAt).ThenBy(s => s.Id)
            .Select(s => new ScreenLine(s.Id, s.Name, s.MadeAt, s.EndedAt)).ToListAsync(cancellation));
    }

    /// <summary>The sites of the schemes the viewer runs, to add a space to. One command.</summary>
    public async Task<IReadOnlyList<Named>> SitesAsync(CancellationToken cancellation = default)
    {
        var (mine, today) = (context.Viewer.SchemeIds, clock.Today());
        return context.Viewer.Hat != Hat.Coordinator ? [] : await context.Set<Site>()
            .Where(s => mine.Contains(s.SchemeId) && (s.To == null || s.To >= today)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
    }

    /// <summary>The schemes of the organisation, to give a space to. One command.</summary>
    public async Task<IReadOnlyList<Named>> SchemesAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        return await context.Schemes.Where(s => s.To == null || s.To >= today).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
    }

    private static bool MayBook(Hat hat) => hat is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague or Hat.PeerWorker;

    private async Task<IReadOnlyList<BookingLine>> DiaryAsync(Space space, DateTimeOffset now, CancellationToken cancellation)
    {
        var (viewer, end) = (context.Viewer, now.AddDays(DiaryDays));
        var rows = await (from b in context.SpaceBookings.AsNoTracking()
                          join s in context.Schemes on b.SchemeId equals s.Id
                          where b.SpaceId == space.Id && b.CancelledAt == null && b.EndsAt > now && b.StartsAt < end
                          orderby b.StartsAt, b.Id
                          select new { b.Id, b.SchemeId, s.Name, b.Purpose, b.StartsAt, b.EndsAt, Own = b.BookedById == viewer.PersonId, Displaces = b.DisplacementId != null })
            .ToListAsync(cancellation);
        return rows.ConvertAll(b => new BookingLine(
            b.Id, b.Name, b.Purpose, b.StartsAt, b.EndsAt, b.Own && !b.Displaces, b.Displaces,
            b.Displaces ? viewer.MayRun(space.SchemeId) : b.Own || viewer.MayRun(b.SchemeId)));
    }

    // One that was taken back before it began never happened.
    private async Task<List<DisplacementLine>> DisplacedAsync(
        System.Linq.Expressions.Expression<Func<SpaceDisplacement, bool>> which, DateTimeOffset since, DateTimeOffset? before, CancellationToken cancellation)
    {
        var rows = await (from d in context.SpaceDisplacements.AsNoTracking().Where(which)
                          join space in context.Spaces on d.SpaceId equals space.Id
                          join scheme in context.Schemes on d.SchemeId equals scheme.Id
                          join booking in context.SpaceBookings on d.Id equals booking.DisplacementId
                          where d.StartsAt >= since && (before == null || d.StartsAt < before) && (booking.CancelledAt == null || booking.CancelledAt > d.StartsAt)
                          orderby d.StartsAt descending, d.Id
                          select new { Displacement = d, Space = space.Name, Scheme = scheme.Name }).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.Select(r => r.Displacement.DecidedById), cancellation);
        return rows.ConvertAll(r => new DisplacementLine(
            r.Displacement.SpaceId, r.Space, r.Scheme, r.Displacement.Purpose, r.Displacement.StartsAt, r.Displacement.EndsAt, r.Displacement.NoticeGiven,
            r.Displacement.Reason, r.Displacement.LookedAt, r.Displacement.DecidedById is { } by ? names.GetValueOrDefault(by) : null));
    }
}
