using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class HealthRules
{
    /// <summary>The schemes with a list of health topics in which the viewer is one of the people it works with.</summary>
    public static IQueryable<Guid> HealthSchemes(this ThroughlineContext context, DateOnly today)
    {
        var viewer = context.Viewer.PersonId;
        return from holding in context.RoleHoldings
               join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
               where holding.PersonId == viewer && holding.State == RoleState.Held && role.Hats.Contains(Hat.Mentee)
                   && holding.From <= today && (holding.To == null || holding.To >= today)
                   && context.ReferenceItems.Any(i => i.SchemeId == holding.SchemeId && i.Kind == ReferenceKind.HealthTopics.Key)
               select holding.SchemeId;
    }

    /// <summary>Who works as a trainer in a scheme now, and may be shown as one: nobody behind a wall, and nobody whose label has set.</summary>
    public static IQueryable<Person> Trainers(this ThroughlineContext context, Guid schemeId, DateOnly today)
    {
        var viewer = context.Viewer.PersonId;
        return context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(p => p.Id != viewer && p.ErasedAt == null && (p.LabelSunset == null || p.LabelSunset > today)
                && context.RoleHoldings.IgnoreQueryFilters(new[] { ThroughlineContext.ReachFilter }).Any(h => h.PersonId == p.Id && h.SchemeId == schemeId
                    && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Senior
                    && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.OnLadder && r.Hats.Contains(Hat.PeerWorker))));
    }

    /// <summary>Takes a goal's turn for its person or its trainer, or says why not.</summary>
    public static async Task<(HealthGoal? Goal, Refusal? Refusal)> TakeGoalAsync(this Writing writing, Guid goalId, int version, CancellationToken cancellation)
    {
        var context = writing.Context;
        if (await context.HealthGoals.Where(g => g.Id == goalId).ExecuteUpdateAsync(set => set.SetProperty(g => g.Topic, g => g.Topic), cancellation) != 1)
        {
            return (null, new NotFound());
        }

        var goal = await context.HealthGoals.Include(g => g.Steps.OrderBy(s => s.Number)).SingleAsync(g => g.Id == goalId, cancellation);
        return goal.Version == version ? (goal, null) : (null, new Stale());
    }
}
