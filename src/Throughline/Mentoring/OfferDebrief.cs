using Throughline.Storage;

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
