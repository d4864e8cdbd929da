using Throughline.People;
using Throughline.Storage;
using Microsoft.EntityFrameworkCore;

namespace Throughline.Mentoring;

/// <summary>Offers a talk after something hard: a supervisor, a coordinator or, after a concern, the safeguarding lead, who has said so to them.</summary>
public sealed class OfferDebrief(UnitOfWork unit)
{
    /// <summary>Offers it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="DebriefNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("debrief-offered"), async writing =>
        {
            var (debrief, refused) = await DebriefRules.TakeAsync(writing, id, own: false, cancellation);
            return debrief is null ? refused! : debrief.Offer(writing.Viewer.PersonId, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>An offer to talk opened for a change.</summary>
internal static class DebriefRules
{
    public static async Task<(Debrief? Debrief, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, bool own, CancellationToken cancellation)
    {
        var debrief = await writing.Context.Debriefs.FirstOrDefaultAsync(d => d.Id == id, cancellation);
        if (debrief is null || !await writing.LockAnyAsync(debrief.PersonId, cancellation))
        {
            return (null, new NotFound());
        }

        var viewer = writing.Viewer;
        return own == (debrief.PersonId == viewer.PersonId) && (own || (viewer.PersonId != Guid.Empty && viewer.Hat is Hat.Coordinator or Hat.Supervisor or Hat.SafeguardingLead)) ? (debrief, null) : (null, new NotAllowed());
    }
}
