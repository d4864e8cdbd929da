using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>
/// Says which version of a programme a group runs in its sessions to come, one after the other. Only an approved one can be chosen (INV-087); sessions that
/// have begun keep what they ran on.
/// </summary>
public sealed class RunProgramme(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <param name="activityId">The group.</param>
    /// <param name="versionId">The version; null for none.</param>
    /// <param name="from">The session of the version with which the group goes on, from 1.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// How many sessions to come run on it now, or <see cref="NotFound"/>, <see cref="GroupHasEnded"/>, <see cref="Invalid"/>, <see cref="ProgrammeNotApproved"/>,
    /// <see cref="NoSessionToCome"/>.
    /// </returns>
    public Task<Outcome<int>> RunAsync(Guid activityId, Guid? versionId, int? from = 1, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("programme-chosen-for-group"), async writing =>
        {
            var context = writing.Context;
            var scheme = await context.Activities.Where(a => a.Id == activityId).Select(a => (Guid?)a.SchemeId).FirstOrDefaultAsync(cancellation);
            if (scheme is not { } schemeId || !writing.Viewer.Runs(schemeId))
            {
                return new NotFound();
            }

            await writing.LockGroupAsync(activityId, cancellation);
            if (await context.Activities.AnyAsync(a => a.Id == activityId && a.EndedOn != null, cancellation))
            {
                return new GroupHasEnded();
            }

            var now = writing.Now;
            var sessions = await context.GroupSessions.Where(s => s.ActivityId == activityId && s.State == SessionState.Planned && s.StartsAt > now && s.CatchUpForId == null)
                .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancellation);
            if (versionId is not { } chosen)
            {
                sessions.ForEach(s => s.Follow(null, null));
                return 0;
            }

            var (version, _) = await writing.TakeVersionAsync(chosen, null, cancellation);
            if (version is null || version.SchemeId != schemeId)
            {
                return new Invalid("VersionId", "Choose a version");
            }

            if (!version.State.MayBeDelivered())
            {
                return new ProgrammeNotApproved(version.State);
            }

            if (from is not { } first || first < 1 || first > version.Sessions.Count)
            {
                return new Invalid("From", $"Enter a number from 1 to {version.Sessions.Count}");
            }

            if (sessions.Count == 0)
            {
                return new NoSessionToCome();
            }

            for (var at = 0; at < sessions.Count; at++)
            {
                var on = first + at <= version.Sessions.Count;
                sessions[at].Follow(on ? version.Id : null, on ? first + at : null);
            }

            return version.Deliver(now, writing.Viewer.PersonId) is { } refusal ? refusal : Math.Min(sessions.Count, version.Sessions.Count - first + 1);
        }, cancellation);
}
