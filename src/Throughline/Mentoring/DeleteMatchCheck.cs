using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Deletes the viewer's own answers of one day, whoever has read them.</summary>
public sealed class DeleteMatchCheck(UnitOfWork unit)
{
    /// <summary>Deletes them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-check-deleted"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            if (!await writing.LockPastReachAsync(me, cancellation) || await writing.Context.MatchChecks.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == me, cancellation) is not { } check)
            {
                return new NotFound();
            }

            writing.Context.Remove(check);
            return new Done();
        }, cancellation);
}
