using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>What waits for a coordinator.</summary>
/// <param name="People">People in reach, counted up to 200.</param>
/// <param name="MorePeople">True when there are more than were counted.</param>
/// <param name="Walls">Conflicts that want something doing.</param>
/// <param name="WallsOverdue">How many of them are late.</param>
/// <param name="WithoutSupervisor">Active peer workers without a current supervisor who may be theirs (INV-004), counted up to 200.</param>
/// <param name="PausesToReview">Pauses whose review date has come, counted up to 200.</param>
/// <param name="Applications">Applications waiting for an answer, counted up to 200.</param>
/// <param name="ApartDue">People kept apart whose review date has come, counted up to 100.</param>
public sealed record CoordinatorHome(
    int People, bool MorePeople, int Walls, int WallsOverdue, int WithoutSupervisor, int PausesToReview, int Applications, int ApartDue = 0);

/// <summary>A role of one's own, on the home page.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="State">Where it stands.</param>
/// <param name="From">Since when.</param>
/// <param name="Supervisor">The supervisor's name.</param>
public sealed record OwnRole(string Title, string Scheme, RoleState State, DateOnly From, string? Supervisor);

/// <summary>What the home page of each hat says.</summary>
public sealed class HomeQueries(ThroughlineContext context, ConflictQueries conflicts, RelationshipQueries relationships, TimeProvider clock)
{
    private const int Cap = PeopleQueries.CountCap;

    /// <summary>What waits for a coordinator. Six commands.</summary>
    public async Task<CoordinatorHome> CoordinatorAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var people = await context.People.Select(p => p.Id).Take(Cap + 1).CountAsync(cancellation);
        var shown = context.ShownHoldings(today);
        var (walls, overdue) = await conflicts.CountAsync(cancellation);
        return new CoordinatorHome(
            Math.Min(people, Cap), people > Cap, walls, overdue,
            await WithoutSupervisor().Select(h => h.Id).Take(Cap).CountAsync(cancellation),
            await shown.Where(h => h.State == RoleState.Paused && h.ReviewBy <= today).Select(h => h.Id).Take(Cap).CountAsync(cancellation),
            await shown.Where(h => h.State == RoleState.Applied).Select(h => h.Id).Take(Cap).CountAsync(cancellation),
            await relationships.CountDueAsync(cancellation));
    }

    /// <summary>Active peer workers without a current supervisor who may be theirs, by name, at most 200. One command.</summary>
    public async Task<IReadOnlyList<Named>> WithoutSupervisorAsync(CancellationToken cancellation = default) =>
        await (from holding in WithoutSupervisor()
               join person in context.People on holding.PersonId equals person.Id
               orderby person.SortName, person.Id, holding.Id
               select new Named(person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName))
            .Take(Cap).ToListAsync(cancellation);

    /// <summary>The people a supervisor supervises now, by name, at most 200. One command.</summary>
    public async Task<IReadOnlyList<Named>> SuperviseesAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return await context.People.AsNoTracking().Where(p => context.Belongings.Any(b => b.PersonId == p.Id && b.SupervisorId == viewer && b.To == null))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(Cap).ToListAsync(cancellation);
    }

    /// <summary>The viewer's own roles that are not over. Two commands.</summary>
    public async Task<IReadOnlyList<OwnRole>> OwnRolesAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var roles = await context.ShownHoldings(clock.Today())
            .Where(h => h.PersonId == viewer && h.State != RoleState.Ended && h.State != RoleState.NotThisTime)
            .OrderByDescending(h => h.From).ThenBy(h => h.Title)
            .ToListAsync(cancellation);
        var names = await context.NamesAsync(roles.Select(r => r.SupervisorId), cancellation);
        return roles.ConvertAll(r => new OwnRole(
            r.Title, r.Scheme, r.State, r.From, r.SupervisorId is { } id && names.TryGetValue(id, out var name) ? name : null));
    }

    // Those who were named and are kept apart since stand among the others: that they do says nothing of why (INV-012).
    private IQueryable<ShownHolding> WithoutSupervisor() => context.ShownHoldings(clock.Today())
        .Where(h => h.OnLadder && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Senior
            && (context.Walls.Any(w => w.LiftedAt == null && ((w.ViewerId == h.PersonId && w.SubjectId == h.SupervisorId) || (w.ViewerId == h.SupervisorId && w.SubjectId == h.PersonId)))
                || context.Relationships.Any(r => r.To == null && ((r.PersonId == h.PersonId && r.OtherId == h.SupervisorId) || (r.PersonId == h.SupervisorId && r.OtherId == h.PersonId)))
                || !context.RoleHoldings.Any(s => s.PersonId == h.SupervisorId && s.State >= RoleState.ActiveSupervised && s.State != RoleState.Paused
                    && s.State != RoleState.NotThisTime && s.State != RoleState.Ended
                    && context.RoleDefinitions.Any(r => r.Id == s.RoleDefinitionId && r.Hats.Contains(Hat.Supervisor)))));
}
