using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A role that ends takes its steps of trust with it; a pause leaves them as they are.</summary>
internal sealed class EndTrustWithRole : IRoleFollower
{
    private static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter];

    /// <inheritdoc />
    public async Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation)
    {
        if (holding.State != RoleState.Ended || !role.OnLadder)
        {
            return;
        }

        var by = writing.Viewer.PersonId == Guid.Empty ? (Guid?)null : writing.Viewer.PersonId;
        foreach (var grant in await writing.Context.TrustGrants.IgnoreQueryFilters(AnyViewer).Include(g => g.Entries)
            .Where(g => g.HoldingId == holding.Id && g.ClosedOn == null).OrderBy(g => g.Step).ToListAsync(cancellation))
        {
            grant.End(by, holding.To ?? writing.Today);
        }
    }
}
