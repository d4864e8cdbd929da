using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Calls a group something else. Stories that were given for the group by its name are not used under another one (INV-089).</summary>
public sealed class RenameGroup(UnitOfWork unit)
{
    /// <summary>Renames it.</summary>
    /// <param name="activityId">The group.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="name">What it is called from now on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="GroupHasEnded"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid activityId, int version, string? name, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("group-renamed"), async writing =>
        {
            var context = writing.Context;
            var scheme = await context.Activities.Where(a => a.Id == activityId).Select(a => (Guid?)a.SchemeId).FirstOrDefaultAsync(cancellation);
            if (scheme is not { } schemeId || !writing.Viewer.Runs(schemeId))
            {
                return new NotFound();
            }

            await writing.LockGroupAsync(activityId, cancellation);
            var activity = await context.Activities.SingleAsync(a => a.Id == activityId, cancellation);
            return activity.Version != version ? new Stale() : activity.Rename(name) is { } refusal ? refusal : new Done();
        }, cancellation);
}
