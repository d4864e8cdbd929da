using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A data protection lead has looked at what somebody opened in an emergency; it is no longer new.</summary>
public sealed class SeeEmergency(UnitOfWork unit)
{
    /// <summary>Notes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="OwnEmergency"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("emergency-seen"), async writing =>
        {
            var (access, refused) = await EmergencyTurn.TakeAsync(writing, id, version, cancellation);
            return access is null ? refused! : access.See(writing.Viewer.PersonId, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>What somebody opened in an emergency, opened for a change by a data protection lead.</summary>
internal static class EmergencyTurn
{
    public static async Task<(EmergencyAccess? Access, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int version, CancellationToken cancellation)
    {
        if (writing.Viewer.Hat != Hat.DataProtectionLead)
        {
            return (null, new NotAllowed());
        }

        var access = await writing.Context.EmergencyAccesses.FirstOrDefaultAsync(e => e.Id == id, cancellation);
        return access is null || access.PersonId == writing.Viewer.PersonId && access.ViewerId != writing.Viewer.PersonId ? (null, new NotFound())
            : access.Version == version ? (access, null)
            : (null, new Stale());
    }
}
