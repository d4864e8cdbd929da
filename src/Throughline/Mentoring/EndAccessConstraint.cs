using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Ends a limit on where or when somebody can be.</summary>
public sealed class EndAccessConstraint(UnitOfWork unit)
{
    /// <summary>Ends it. Safe to repeat.</summary>
    /// <param name="id">The limit.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("access-limit-ended"), async writing =>
        {
            var limit = await writing.Context.AccessConstraints.FirstOrDefaultAsync(c => c.Id == id, cancellation);
            if (limit is null || !writing.Viewer.Runs(limit.SchemeId) || limit.PersonId == writing.Viewer.PersonId || !await writing.LockAsync(limit.PersonId, cancellation))
            {
                return new NotFound();
            }

            limit.End(writing.Today);
            return new Done();
        }, cancellation);
}
