using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// When the role of somebody who is in a hub moves, pauses or ends, the hub is put right in the same write: it does not stay open on the strength of
/// a role that is no longer there. Nobody is told why.
/// </summary>
internal sealed class HubFollower : IRoleFollower
{
    public async Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation)
    {
        if (!holding.State.IsActive())
        {
            await HubRules.MayNoLongerAsync(writing, holding.PersonId, cancellation);
        }
    }
}
