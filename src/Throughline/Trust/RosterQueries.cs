using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A planned time and what became of it.</summary>
/// <param name="ShiftId">The shift.</param>
/// <param name="PersonId">Who is down for it.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Their role's title.</param>
/// <param name="SpaceId">Where.</param>
/// <param name="Space">What that is called.</param>
/// <param name="Scope">Code of the duty.</param>
/// <param name="Weekly">Whether it comes every week.</param>
/// <param name="Time">When.</param>
/// <param name="Standing">What became of it.</param>
public sealed record RosterLine(
    Guid ShiftId, Guid PersonId, string Name, string Role, Guid SpaceId, string Space, string Scope, bool Weekly, Occurrence Time, RosterStanding Standing);

/// <summary>A week of the roster.</summary>
/// <param name="Monday">Its Monday.</param>
/// <param name="Lines">Every planned time, in order.</param>
public sealed record RosterWeek(DateOnly Monday, IReadOnlyList<RosterLine> Lines)
{
    /// <summary>Times for which somebody else is needed, or was.</summary>
    public int Gaps => Lines.Count(l => l.Standing is RosterStanding.Gap or RosterStanding.NotRostered);
}

/// <summary>A shift for its page.</summary>
/// <param name="Shift">The shift.</param>
/// <param name="Name">Whose.</param>
/// <param name="Space">Where.</param>
/// <param name="Duty">The duty's name.</param>
/// <param name="MayChange">Whether the viewer runs its scheme.</param>
/// <param name="Coming">Its dates in the next four weeks, with whether each takes place.</param>
public sealed record ShiftPage(Shift Shift, string Name, string Space, string Duty, bool MayChange, IReadOnlyList<(DateOnly On, bool TakesPlace)> Coming);

/// <summary>Somebody who can be put on the roster.</summary>
/// <param name="HoldingId">The role they would do it in.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Their role's title.</param>
public sealed record RosterChoice(Guid HoldingId, string Name, string Role);

/// <summary>What a form for a new shift offers.</summary>
/// <param name="People">People at work in the schemes the viewer runs.</param>
/// <param name="Spaces">The spaces those schemes use.</param>
/// <param name="Duties">Codes and names of duties.</param>
public sealed record ShiftChoices(IReadOnlyList<RosterChoice> People, IReadOnlyList<Named> Spaces, IReadOnlyList<(string Code, string Name)> Duties);

/// <summary>
/// The roster: what is planned, who came, where there is a gap. It shows people in reach and through no wall, so that a person's roster holds nobody
/// they are not to meet (INV-141).
/// </summary>
public sealed class RosterQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Days ahead for which a shift's dates are shown.</summary>
    public const int DaysAhead = 28;

    /// <summary>The roster of the viewer's people for a week. Five commands.</summary>
    /// <param name="on">Any London date in the week.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<RosterWeek> WeekAsync(DateOnly on, CancellationToken cancellation = default)
    {
        var monday = Hours.Monday(on);
        return new RosterWeek(monday, await LinesAsync(null, monday, monday.AddDays(6), cancellation));
    }

    /// <summary>The viewer's own planned times from one date to another. Five commands.</summary>
    public async Task<IReadOnlyList<RosterLine>> MineAsync(DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        await LinesAsync(context.Viewer.PersonId, from, to, cancellation);

    /// <summary>A shift; null where the viewer may not know of its person, or of the role. Three commands.</summary>
    public async Task<ShiftPage?> FindAsync(Guid shiftId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var found = await (from s in context.Shifts.AsNoTracking().Include(s => s.Skips)
                           join person in context.People on s.PersonId equals person.Id
                           join holding in context.ShownHoldings(today) on s.HoldingId equals holding.Id
                           join space in context.Spaces on s.SpaceId equals space.Id
                           where s.Id == shiftId
                           select new { Shift = s, person.PreferredName, person.FamilyName, Space = space.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var duty = await DutiesAsync([found.Shift.SchemeId], cancellation);
        var coming = Enumerable.Range(0, DaysAhead).Select(today.AddDays).Where(found.Shift.IsOn)
            .Select(d => (d, !found.Shift.Skips.Any(s => s.On == d))).ToList();
        return new ShiftPage(
            found.Shift, found.FamilyName is null ? found.PreferredName : $"{found.PreferredName} {found.FamilyName}", found.Space,
            duty.FirstOrDefault(d => d.Code == found.Shift.Scope).Name ?? found.Shift.Scope, context.Viewer.MayRun(found.Shift.SchemeId), coming);
    }

    /// <summary>What a form for a new shift offers. Three commands.</summary>
    public async Task<ShiftChoices> ChoicesAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        if (viewer.Hat != Hat.Coordinator)
        {
            return new ShiftChoices([], [], []);
        }

        var mine = viewer.SchemeIds;
        var people = await (from holding in context.ShownHoldings(today)
                            join person in context.People on holding.PersonId equals person.Id
                            where mine.Contains(holding.SchemeId) && !holding.Receiving && (holding.To == null || holding.To >= today)
                                && (holding.State == RoleState.Held || (holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Senior))
                            orderby person.SortName, person.Id, holding.Title, holding.Id
                            select new RosterChoice(
                                holding.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, holding.Title))
            .Take(PeopleQueries.CountCap).ToListAsync(cancellation);
        var spaces = await context.SpacesOf(viewer, today).Where(s => s.To == null || s.To >= today).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        return new ShiftChoices(people, spaces, await DutiesAsync(mine, cancellation));
    }

    /// <summary>
    /// The roster of one space from one date to another, with the hours in which nobody of those shown may be there alone. Somebody may who is staff there,
    /// or a peer worker who works on their own, is trusted to (T4, not on hold) and is cleared for the hub on that day (INV-046): what holds at the door.
    /// Under any other hat than a coordinator's it holds the viewer's own times, and no hours. Ten commands.
    /// </summary>
    /// <param name="space">The space; one that the viewer may know of.</param>
    /// <param name="from">The first London date.</param>
    /// <param name="to">The last.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal async Task<(IReadOnlyList<RosterLine> Lines, IReadOnlyList<CoverDay>? Days)> PlaceAsync(Space space, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        if (context.Viewer.Hat != Hat.Coordinator)
        {
            return (await LinesAsync(context.Viewer.PersonId, from, to, cancellation, space.Id), null);
        }

        var today = clock.Today();
        // A night that began the day before may reach into the first day.
        var lines = await LinesAsync(null, from.AddDays(-1), to, cancellation, space.Id);
        var down = lines.Where(l => l.Standing is RosterStanding.Planned or RosterStanding.Came).ToList();
        var ids = down.Select(l => l.ShiftId).Distinct().ToList();
        var roles = await (from shift in context.Shifts
                           join shown in context.ShownHoldings(today) on shift.HoldingId equals shown.Id
                           join holding in context.RoleHoldings on shift.HoldingId equals holding.Id
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where ids.Contains(shift.Id)
                           select new { shift.Id, shown.State, shown.Veiled, role.Hats }).ToDictionaryAsync(r => r.Id, cancellation);
        // Somebody whose label has set is shown as staff, and counts as what they are shown as: the door has its own rule.
        var staff = roles.Values.Where(r => r.State == RoleState.Held && (r.Veiled || HubRules.AsUnder(Hat.StaffColleague, r.Hats) == PresentAs.Staff)).Select(r => r.Id).ToHashSet();
        var solo = roles.Values.Where(r => r.State is RoleState.ActiveSolo or RoleState.Senior).Select(r => r.Id).ToHashSet();
        var peers = down.Where(l => solo.Contains(l.ShiftId)).Select(l => l.PersonId).Distinct().ToList();
        var trusted = await HubRules.TrustedAsync(context, peers, TrustStep.WorkingAlone, today, cancellation);
        var cleared = await HubRules.ClearedBetweenAsync(context, peers, from.AddDays(-1), to, cancellation);
        var alone = down.Where(l => staff.Contains(l.ShiftId)
                || (solo.Contains(l.ShiftId) && trusted.Contains(l.PersonId) && cleared(l.PersonId, HubRules.HubScope, l.Time.On)))
            .Select(l => new TimeSpell(l.Time.StartsAt, l.Time.EndsAt)).ToList();
        var (begins, ends) = (from.StartInLondon(), to.AddDays(1).StartInLondon());
        var taken = await context.SpaceBookings
            .Where(b => b.SpaceId == space.Id && b.DisplacementId != null && b.CancelledAt == null && b.StartsAt < ends && b.EndsAt > begins)
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).Select(b => new TimeSpell(b.StartsAt, b.EndsAt)).ToListAsync(cancellation);
        return (
            [.. lines.Where(l => l.Time.On >= from)],
            [.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(space.InUse).Select(on => Cover.Of(on, space.OpensAt, space.ClosesAt, alone, taken))]);
    }

    private async Task<List<(string Code, string Name)>> DutiesAsync(IReadOnlyList<Guid> schemes, CancellationToken cancellation)
    {
        var today = clock.Today();
        var items = await context.Set<ReferenceItem>().AsNoTracking()
            .Where(i => schemes.Contains(i.SchemeId) && i.Kind == ReferenceKind.ClearanceScopes.Key && (i.From == null || i.From <= today) && (i.To == null || i.To >= today))
            .OrderBy(i => i.Order).ThenBy(i => i.Code).ThenBy(i => i.Id).Select(i => new { i.Code, i.Name }).ToListAsync(cancellation);
        return [.. items.DistinctBy(i => i.Code).Select(i => (i.Code, i.Name))];
    }

    private async Task<List<RosterLine>> LinesAsync(Guid? own, DateOnly from, DateOnly to, CancellationToken cancellation, Guid? place = null)
    {
        var (today, now, day) = (clock.Today(), clock.Now(), from.AddDays(-1));
        var shifts = await (from s in context.Shifts.AsNoTracking().Include(s => s.Skips)
                            join person in context.People on s.PersonId equals person.Id
                            join holding in context.ShownHoldings(today) on s.HoldingId equals holding.Id
                            join space in context.Spaces on s.SpaceId equals space.Id
                            where (own == null || s.PersonId == own) && (place == null || s.SpaceId == place) && s.From <= to && (s.Until == null || s.Until >= day)
                            select new
                            {
                                Shift = s, person.PreferredName, person.FamilyName, holding.Title, holding.State, holding.To, Space = space.Name,
                            }).ToListAsync(cancellation);
        if (shifts.Count == 0)
        {
            return [];
        }

        var people = shifts.Select(s => s.Shift.PersonId).Distinct().ToList();
        var (begins, ends) = (day.StartInLondon(), to.AddDays(2).StartInLondon());
        var came = (await context.Presences.AsNoTracking().Where(p => people.Contains(p.PersonId) && !p.Removed && p.In < ends && (p.Out == null || p.Out > begins))
            .Select(p => new { p.PersonId, p.SpaceId, p.In, p.Out }).ToListAsync(cancellation)).ToLookup(p => (p.PersonId, p.SpaceId));
        var cleared = await HubRules.ClearedBetweenAsync(context, people, from, to, cancellation);
        return [.. shifts
            .SelectMany(s => s.Shift.Between(from, to).Where(o => s.To is null || o.On <= s.To).Select(o =>
            {
                var may = (s.State.IsActive() || s.State == RoleState.Held || o.EndsAt <= now) && cleared(s.Shift.PersonId, s.Shift.Scope, o.On);
                var there = came[(s.Shift.PersonId, s.Shift.SpaceId)].Any(p => Roster.Meets(o, p.In, p.Out, now));
                return new RosterLine(
                    s.Shift.Id, s.Shift.PersonId, s.FamilyName is null ? s.PreferredName : $"{s.PreferredName} {s.FamilyName}", s.Title, s.Shift.SpaceId, s.Space, s.Shift.Scope,
                    s.Shift.Weekly, o, Roster.Stand(o, may, there, now));
            }))
            .OrderBy(l => l.Time.StartsAt).ThenBy(l => l.Space, StringComparer.Ordinal).ThenBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.ShiftId)];
    }
}
