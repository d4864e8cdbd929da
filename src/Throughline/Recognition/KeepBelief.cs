using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Puts something that was said to the viewer away, or brings it back. Who said it is not told.</summary>
public sealed class KeepBelief(UnitOfWork unit)
{
    /// <summary>Puts it away or brings it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, bool away, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("belief-put-away"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (await writing.Context.BeliefStatements.FirstOrDefaultAsync(b => b.Id == id && b.PersonId == own, cancellation) is not { } belief)
            {
                return new NotFound();
            }

            belief.Keep(away);
            return new Done();
        }, cancellation);
}
