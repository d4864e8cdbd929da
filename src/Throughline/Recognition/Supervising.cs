using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Who supervises somebody.</summary>
internal static class Supervising
{
    /// <summary>
    /// Who supervises a person in a scheme now, unless either may not know of the other; null for nobody, and where whoever is named supervises nobody any more. Once somebody's label has set, others are
    /// shown nothing that tells of their role, and so nothing that they share from it.
    /// </summary>
    public static Task<Guid?> SupervisorAsync(this ThroughlineContext context, Guid personId, Guid schemeId, DateOnly today, CancellationToken cancellation) =>
        context.RoleHoldings.Where(h => h.PersonId == personId && h.SchemeId == schemeId && h.SupervisorId != null && h.From <= today && (h.To == null || h.To >= today)
            && context.People.IgnoreQueryFilters(new[] { ThroughlineContext.ReachFilter }).Any(p => p.Id == h.SupervisorId)
            && context.RoleHoldings.Any(s => s.PersonId == h.SupervisorId && (s.State == RoleState.Held || (s.State >= RoleState.ActiveSupervised && s.State <= RoleState.Senior))
                && context.RoleDefinitions.Any(r => r.Id == s.RoleDefinitionId && r.Hats.Contains(Hat.Supervisor)))
            && !context.Walls.Any(w => w.LiftedAt == null && w.ViewerId == h.SupervisorId && w.SubjectId == personId)
            && !context.LabelsSet(today).Any(s => s.Id == personId))
            .OrderByDescending(h => h.From).ThenBy(h => h.Id).Select(h => h.SupervisorId).FirstOrDefaultAsync(cancellation);

    /// <summary>Whoever supervises a person in a scheme now, where that is who the person was shown; otherwise why nothing is shared.</summary>
    public static async Task<(Guid? Supervisor, Refusal? Refusal)> ShownSupervisorAsync(this ThroughlineContext context, Guid personId, Guid schemeId, Guid? shownId, DateOnly today, CancellationToken cancellation)
    {
        if (await context.SupervisorAsync(personId, schemeId, today, cancellation) is not { } supervisor)
        {
            return (null, new NobodyToShareWith());
        }

        return supervisor == shownId ? (supervisor, null) : (null, new AnotherWouldRead((await context.NamesAsync([supervisor], cancellation))[supervisor]));
    }
}
