using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Closes a concern that has been answered. A voice lead does; where its owner has said nothing to the answer, only once their time for it is over.</summary>
public sealed class EndConcern(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="OwnerMayStillReply"/>, <see cref="ConcernStepNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-ended"), async writing =>
        {
            var (concern, refused) = await writing.TakeConcernAsync(id, version, cancellation);
            if (concern is null)
            {
                return refused!;
            }

            if (!writing.Sees(concern))
            {
                return new NotAllowed();
            }

            var answered = await writing.Context.Set<ConcernEntry>().Where(e => e.ConcernId == id && e.Kind == ConcernEntryKind.Outcome).MaxAsync(e => (DateTimeOffset?)e.At, cancellation);
            var days = (await new SettingQueries(writing.Context).ValuesAsync(concern.SchemeId, cancellation)).Whole(SettingKeys.ConcernsReplyDays);
            return concern.Close(writing.Today, answered?.LondonDate().AddDays(days)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
