using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Somebody who was seen doing the work says whether they may be named. A no keeps nothing of who it was.</summary>
public sealed class AnswerInspiration(UnitOfWork unit)
{
    /// <summary>Answers it.</summary>
    /// <returns><see cref="Done"/>; <see cref="NotFound"/> for anybody who was not asked, <see cref="InspirationSettled"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid inspirationId, bool mayBeNamed, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("inspiration-answered"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            var inspiration = await writing.Context.Inspirations.FirstOrDefaultAsync(i => i.Id == inspirationId && i.InspirerId == me, cancellation);
            return inspiration is null ? new NotFound() : inspiration.Answer(me, mayBeNamed) is { } refusal ? refusal : new Done();
        }, cancellation);
}
