using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// Whether people are trusted with a step: what openings, keys and rosters ask. The answer is a yes or a no and no record, so it does not depend on
/// whom the asker can see.
/// </summary>
/// <remarks>
/// A step counts while its grant is active, no step below it is on hold, and none below it has been taken back without being granted anew. The
/// role it was granted for must be going on: not paused, not ended. Somebody whose role stood at solo or senior before anybody recorded trust here
/// counts as trusted up to working alone, until the first grant of that step says otherwise.
/// </remarks>
internal static class TrustRules
{
    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <summary>True when the person is trusted with the step in any scheme. One command.</summary>
    /// <param name="context">The context.</param>
    /// <param name="personId">The person.</param>
    /// <param name="step">The step.</param>
    /// <param name="on">The London date, today or later: a hold that will have run out by then does not count.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static Task<bool> IsTrustedAsync(this ThroughlineContext context, Guid personId, TrustStep step, DateOnly on, CancellationToken cancellation) =>
        context.IsTrustedAsync(personId, step, on, null, cancellation);

    /// <summary>The same in one scheme, or in any for null. One command.</summary>
    public static Task<bool> IsTrustedAsync(
        this ThroughlineContext context, Guid personId, TrustStep step, DateOnly on, Guid? schemeId, CancellationToken cancellation) =>
        Trusted(context, [personId], step, on, schemeId).AnyAsync(cancellation);

    /// <summary>Those of the people who are trusted with the step in one scheme, or in any for null. One command.</summary>
    public static async Task<IReadOnlySet<Guid>> TrustedAsync(
        this ThroughlineContext context, IReadOnlyCollection<Guid> people, TrustStep step, DateOnly on, Guid? schemeId, CancellationToken cancellation) =>
        (await Trusted(context, people, step, on, schemeId).ToListAsync(cancellation)).ToHashSet();

    private static IQueryable<Guid> Trusted(ThroughlineContext context, IReadOnlyCollection<Guid> people, TrustStep step, DateOnly day, Guid? schemeId)
    {
        var start = day.StartInLondon();
        var at = context.Now == DateTimeOffset.MaxValue || start > context.Now ? start : context.Now;
        var grants = context.TrustGrants;
        return from holding in context.RoleHoldings.IgnoreQueryFilters(AnyViewer)
               where people.Contains(holding.PersonId) && (schemeId == null || holding.SchemeId == schemeId)
                   && holding.From <= day && (holding.To == null || holding.To >= day)
                   && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Senior
                   && !grants.Any(g => g.HoldingId == holding.Id && g.Step <= step && g.State == TrustState.Suspended && g.HeldUntil > at)
                   && !grants.Any(g => g.HoldingId == holding.Id && g.Step <= step && g.State == TrustState.Withdrawn
                       && !grants.Any(later => later.HoldingId == g.HoldingId && later.Step == g.Step && later.ActiveFrom != null && later.ClosedOn == null))
                   && (grants.Any(g => g.HoldingId == holding.Id && g.Step == step && g.ActiveFrom <= day && g.ClosedOn == null)
                       || (step <= TrustStep.WorkingAlone && holding.State != RoleState.ActiveSupervised
                           && !grants.Any(g => g.HoldingId == holding.Id && g.Step == TrustStep.WorkingAlone && g.ActiveFrom != null)))
               select holding.PersonId;
    }
}
