using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>A mentor says “not now” to an offer to talk. It is made once more, and then let rest. Nothing follows from it.</summary>
public sealed class DeclineDebrief(UnitOfWork unit)
{
    /// <summary>Says not now.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="DebriefNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("debrief-declined"), async writing =>
        {
            var (debrief, refused) = await DebriefRules.TakeAsync(writing, id, own: true, cancellation);
            return debrief is null ? refused! : debrief.Decline() is { } refusal ? refusal : new Done();
        }, cancellation);
}
