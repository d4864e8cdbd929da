using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Says that the viewer needs their plan for a hard time no longer. Where the role was paused, it is over by itself once the role is moved back.</summary>
public sealed class FinishPause(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody else's, <see cref="PausePlanOver"/>, <see cref="RoleStillPaused"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("pause-finished"), async writing =>
            await writing.TakePlanAsync(id, cancellation) is not { } plan ? new NotFound()
            : await writing.Context.RoleHoldings.AnyAsync(h => h.Id == plan.HoldingId && h.State == RoleState.Paused, cancellation) ? new RoleStillPaused()
            : plan.Finish(writing.Today) is { } refusal ? refusal
            : new Done(), cancellation);
}

/// <summary>A role that goes on after a pause, or is over, takes the plan for the hard time with it; the last role in a scheme takes the flags there.</summary>
internal sealed class EndSupportWithRole : IRoleFollower
{
    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.LabelFilter];

    /// <inheritdoc />
    public async Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation)
    {
        if (holding.State != RoleState.Ended && !(from == RoleState.Paused && holding.State.IsActive()))
        {
            return;
        }

        foreach (var plan in await writing.Context.PausePlans.IgnoreQueryFilters(AnyViewer).Where(p => p.HoldingId == holding.Id && p.ClosedOn == null).ToListAsync(cancellation))
        {
            _ = plan.EndWithRole(writing.Today);
        }

        // Another role on the ladder of the same scheme goes on: the flags are about the work of both.
        if (holding.State == RoleState.Ended && !await writing.Context.RoleHoldings.IgnoreQueryFilters(AnyViewer).AnyAsync(
            h => h.PersonId == holding.PersonId && h.SchemeId == holding.SchemeId && h.Id != holding.Id && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused, cancellation))
        {
            foreach (var flag in await writing.Context.SupportFlags.IgnoreQueryFilters(AnyViewer).Where(f => f.PersonId == holding.PersonId && f.SchemeId == holding.SchemeId && f.ClosedOn == null).ToListAsync(cancellation))
            {
                flag.EndWithRole(writing.Today);
            }
        }
    }
}
