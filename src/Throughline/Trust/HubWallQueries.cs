using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>What the screen on the wall of a hub says.</summary>
/// <param name="Space">The hub.</param>
/// <param name="State">Where it stands.</param>
/// <param name="OpensAt">When it usually opens.</param>
/// <param name="ClosesAt">When it usually closes.</param>
/// <param name="TakenUntil">Until when the room is used for something else.</param>
/// <param name="Team">First names of peer workers who are in and said yes, in order of name.</param>
/// <param name="NextOpens">When somebody who is trusted with the keys is next down to be there; null where nobody is.</param>
/// <param name="NextRole">Their role, or their first name where they said yes.</param>
/// <param name="CodePath">The address behind the code to show.</param>
public sealed record HubWall(
    string Space, OpeningState State, TimeOnly OpensAt, TimeOnly ClosesAt, DateTimeOffset? TakenUntil, IReadOnlyList<string> Team, DateTimeOffset? NextOpens,
    string? NextRole, string CodePath);

/// <summary>
/// What a screen in a room shows to anybody who walks in. It is for no one viewer, so it says only what may be said to everybody: where the hub
/// stands, and first names of peer workers who said yes, who have no wall with anybody and whose label has not set. Never a service user, never
/// a number. A name that is missing says nothing: most people say no, and the page always says that not everybody is named.
/// </summary>
public sealed class HubWallQueries(IDatabaseEngine engine, HubCode codes, TimeProvider clock)
{
    /// <summary>How far ahead somebody with the keys is looked for, in days.</summary>
    public const int DaysAhead = 14;

    /// <summary>True for the key of a screen whose permission stands, at this hub. One command.</summary>
    public async Task<bool> MayShowAsync(Guid spaceId, string? key, CancellationToken cancellation = default)
    {
        if (key is null)
        {
            return false;
        }

        await using var context = engine.OpenReader(Viewer.System);
        var hash = HubScreen.Hash(key);
        return await context.HubScreens.AnyAsync(s => s.TokenHash == hash && s.SpaceId == spaceId && s.EndedAt == null, cancellation);
    }

    /// <summary>What the screen of a hub says now; null where there is no such hub in use. Ten commands at most.</summary>
    public async Task<HubWall?> ShowAsync(Guid spaceId, CancellationToken cancellation = default)
    {
        var (today, now) = (clock.Today(), clock.Now());
        await using var context = engine.OpenReader(Viewer.System);
        var space = await context.Spaces.AsNoTracking().FirstOrDefaultAsync(s => s.Id == spaceId && s.IsHub, cancellation);
        if (space is null || !space.InUse(today))
        {
            return null;
        }

        var state = await context.Openings.Where(o => o.SpaceId == spaceId && o.LockedAt == null).Select(o => (OpeningState?)o.State).FirstOrDefaultAsync(cancellation);
        var named = context.People.Where(p => p.ErasedAt == null && (p.LabelSunset == null || p.LabelSunset > today)
            && context.ScreenNames.Any(n => n.PersonId == p.Id && n.Shown)
            && !context.Walls.Any(w => (w.ViewerId == p.Id || w.SubjectId == p.Id) && w.LiftedAt == null));
        var team = await context.OpenStays().Where(p => p.SpaceId == spaceId && p.As == PresentAs.PeerWorker && p.DueOut > now)
            .Join(named, p => p.PersonId, p => p.Id, (_, p) => p.PreferredName).ToListAsync(cancellation);
        var (opens, role) = state is null ? await NextAsync(context, space, named, today, now, cancellation) : (null, null);
        return new HubWall(
            space.Name, state ?? OpeningState.Closed, space.OpensAt, space.ClosesAt, await HubRules.TakenUntilAsync(context, spaceId, now, cancellation),
            [.. team.Order(StringComparer.Ordinal)], opens, role, codes.PathNow(spaceId));
    }

    private static async Task<(DateTimeOffset?, string?)> NextAsync(
        ThroughlineContext context, Space space, IQueryable<Person> named, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await (from shift in context.Shifts.AsNoTracking().Include(s => s.Skips)
                          join person in context.People on shift.PersonId equals person.Id
                          join holding in context.RoleHoldings on shift.HoldingId equals holding.Id
                          join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                          where shift.SpaceId == space.Id && shift.From <= today.AddDays(DaysAhead) && (shift.Until == null || shift.Until >= today) && person.ErasedAt == null
                          select new
                          {
                              Shift = shift,
                              Holding = holding,
                              // The plain title where the label has set.
                              Title = role.TellsOfThePast && person.LabelSunset != null && person.LabelSunset <= today ? role.PlainTitle : role.Title,
                              Staff = role.Hats.Contains(Hat.Coordinator) || role.Hats.Contains(Hat.Supervisor),
                              Name = named.Where(n => n.Id == person.Id).Select(n => n.PreferredName).FirstOrDefault(),
                          }).ToListAsync(cancellation);
        var people = rows.Select(r => r.Shift.PersonId).Distinct().ToList();
        var keys = await HubRules.TrustedAsync(context, people, TrustStep.KeyHolding, today, cancellation);
        var cleared = await HubRules.ClearedBetweenAsync(context, people, today, today.AddDays(DaysAhead), cancellation);
        var next = rows.Where(r => r.Staff || keys.Contains(r.Shift.PersonId))
            .SelectMany(r => r.Shift.Between(today, today.AddDays(DaysAhead))
                .Where(o => o.EndsAt > now && Roster.WorksOn(r.Holding, o.On) && cleared(r.Shift.PersonId, r.Shift.Scope, o.On)).Select(o => (Row: r, o.StartsAt)))
            .OrderBy(o => o.StartsAt).ThenBy(o => o.Row.Shift.Id).FirstOrDefault();
        return next.Row is null ? (null, null) : (next.StartsAt, next.Row.Name ?? next.Row.Title);
    }
}
