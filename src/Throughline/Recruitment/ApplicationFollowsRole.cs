using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Keeps an application in step with its role where the role moved by another way.</summary>
internal sealed class ApplicationFollowsRole : IRoleFollower
{
    public async Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation)
    {
        if (from is RoleState.Applied or RoleState.Offered
            && await writing.Context.Applications.FirstOrDefaultAsync(a => a.HoldingId == holding.Id, cancellation) is { } application)
        {
            application.FollowRole(holding.State, holding.ReapplyFrom, writing.Today);
        }
    }
}
