using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>
/// Takes somebody's name out of a programme, all its versions, from this instant on: at their own word alone (INV-088). What has been delivered is not undone;
/// they are shown what cannot be called back (E11).
/// </summary>
public sealed class TakeNameOut(UnitOfWork unit)
{
    /// <summary>Takes it out. Safe to repeat.</summary>
    /// <param name="programmeId">The programme.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for whoever is no author of it.</returns>
    public Task<Outcome<Done>> RunAsync(Guid programmeId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-name-taken-out"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            if (!await writing.LockAsync(writing.Viewer.PersonId, cancellation))
            {
                return new NotFound();
            }

            var mine = await writing.Context.Authorships.Where(a => a.ProgrammeId == programmeId && a.PersonId == me).ToListAsync(cancellation);
            mine.ForEach(a => a.TakeOut(writing.Now));
            return mine.Count == 0 ? new NotFound() : new Done();
        }, cancellation);
}
