using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What an officer is asked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Role">The role they would take up.</param>
/// <param name="Tasks">What holders of it do.</param>
/// <param name="Scheme">The role's scheme.</param>
/// <param name="Sort">Under which sort of supervision; null for none given.</param>
/// <param name="End">When that ends; null where it is not known.</param>
/// <param name="AskedOn">When it was asked for.</param>
/// <param name="Version">Its version.</param>
public sealed record AskedApproval(
    Guid Id, string Name, string Role, IReadOnlyList<string> Tasks, string Scheme, string? Sort, DateOnly? End, DateOnly AskedOn, int Version);

/// <summary>What is asked of the viewer as an officer, and not answered yet.</summary>
public sealed class ApprovalQueries(ThroughlineContext context, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>All of it, the oldest first. Three commands.</summary>
    public Task<IReadOnlyList<AskedApproval>> AskedAsync(CancellationToken cancellation = default) => ReadAsync(null, cancellation);

    /// <summary>One; null when it is not asked of the viewer, or has been answered. Three commands.</summary>
    public async Task<AskedApproval?> FindAsync(Guid id, CancellationToken cancellation = default) => (await ReadAsync(id, cancellation)) is [var one] ? one : null;

    private async Task<IReadOnlyList<AskedApproval>> ReadAsync(Guid? id, CancellationToken cancellation)
    {
        var (me, today) = (context.Viewer.PersonId, clock.Today());
        var asked = await (from approval in context.OfficerApprovals.AsNoTracking()
                           join episode in context.SupervisionEpisodes on approval.EpisodeId equals episode.Id
                           join role in context.RoleDefinitions on approval.RoleDefinitionId equals role.Id
                           join scheme in context.Schemes on approval.SchemeId equals scheme.Id
                           where approval.OfficerId == me && approval.State == ApprovalState.Asked && (id == null || approval.Id == id)
                           orderby approval.AskedOn, approval.Id
                           select new { approval.Id, approval.PersonId, role.Title, role.Tasks, Scheme = scheme.Name, episode.SchemeId, episode.Type, episode.End, approval.AskedOn, approval.Version })
            .Take(Most).ToListAsync(cancellation);
        var ids = asked.Select(a => a.PersonId).Distinct().ToList();
        // Nobody is asked any more about somebody whose label has set: it would tell of the past.
        var names = await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(p => ids.Contains(p.Id) && (p.LabelSunset == null || p.LabelSunset > today))
            .Select(p => new { p.Id, Name = p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName })
            .ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var sorts = await context.ItemNamesAsync(ReferenceKind.RequirementTypes, asked.Select(a => a.SchemeId), cancellation);
        return [.. asked.Where(a => names.ContainsKey(a.PersonId)).Select(a => new AskedApproval(
            a.Id, names[a.PersonId], a.Title, a.Tasks, a.Scheme, a.Type is null ? null : sorts.GetValueOrDefault((a.SchemeId, a.Type), a.Type), a.End, a.AskedOn, a.Version))];
    }
}
