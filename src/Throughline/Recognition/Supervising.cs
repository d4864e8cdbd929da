using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Who supervises somebody.</summary>
internal static class Supervising
{
    /// <summary>
    /// Who supervises a person in a scheme now, unless either may not know of the other; null for nobody. Once somebody's label has set, others are
    /// shown nothing that tells of their role, and so nothing that they share from it.
    /// </summary>
    public static Task<Guid?> SupervisorAsync(this ThroughlineContext context, Guid personId, Guid schemeId, DateOnly today, CancellationToken cancellation) =>
        context.RoleHoldings.Where(h => h.PersonId == personId && h.SchemeId == schemeId && h.SupervisorId != null && h.From <= today && (h.To == null || h.To >= today)
            && context.People.IgnoreQueryFilters(new[] { ThroughlineContext.ReachFilter }).Any(p => p.Id == h.SupervisorId)
            && !context.Walls.Any(w => w.LiftedAt == null && w.ViewerId == h.SupervisorId && w.SubjectId == personId)
            && !context.LabelsSet(today).Any(s => s.Id == personId))
            .OrderByDescending(h => h.From).ThenBy(h => h.Id).Select(h => h.SupervisorId).FirstOrDefaultAsync(cancellation);
}
