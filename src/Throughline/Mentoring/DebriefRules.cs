using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>An offer to talk opened for a change.</summary>
internal static class DebriefRules
{
    /// <summary>The offer as it is once its person's row is held: read before, it could be somebody else's change ago.</summary>
    public static async Task<(Debrief? Debrief, Refusal? Refusal)> FindAsync(Writing writing, Guid id, CancellationToken cancellation)
    {
        var person = await writing.Context.Debriefs.Where(d => d.Id == id).Select(d => (Guid?)d.PersonId).FirstOrDefaultAsync(cancellation);
        return person is { } held && await writing.LockPastReachAsync(held, cancellation)
            ? (await writing.Context.Debriefs.SingleAsync(d => d.Id == id, cancellation), null)
            : (null, new NotFound());
    }

    public static async Task<(Debrief? Debrief, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, bool own, CancellationToken cancellation)
    {
        var (debrief, refused) = await FindAsync(writing, id, cancellation);
        if (debrief is null)
        {
            return (null, refused);
        }

        var viewer = writing.Viewer;
        return own == (debrief.PersonId == viewer.PersonId) && (own || (viewer.PersonId != Guid.Empty && viewer.Hat is Hat.Coordinator or Hat.Supervisor or Hat.SafeguardingLead)) ? (debrief, null) : (null, new NotAllowed());
    }
}
