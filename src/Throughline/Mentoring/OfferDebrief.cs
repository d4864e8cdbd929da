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
    /// <summary>The offer as it is once its person's row is held: read before, it could be somebody else's change ago.</summary>
    public static async Task<(Debrief? Debrief, Refusal? Refusal)> FindAsync(Writing writing, Guid id, CancellationToken cancellation)
    {
        var person = await writing.Context.Debriefs.Where(d => d.Id == id).Select(d => (Guid?)d.PersonId).FirstOrDefaultAsync(cancellation);
        return person is { } held && await writing.LockAnyAsync(held, cancellation)
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
