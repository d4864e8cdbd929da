using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Takes somebody off the list of a session, and of the later ones where that is wanted. Where something has been written down they stay.</summary>
public sealed class TakeOffList(UnitOfWork unit)
{
    /// <summary>Takes them off.</summary>
    /// <param name="placeId">Their place.</param>
    /// <param name="laterOnes">Whether from the later ones of the group too.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>From how many sessions, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="AttendanceIsWritten"/>.</returns>
    public Task<Outcome<int>> RunAsync(Guid placeId, bool laterOnes, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("person-taken-off-list"), async writing =>
        {
            var context = writing.Context;
            var found = await context.SessionPlaces.AsNoTracking().Where(p => p.Id == placeId).Select(p => new { p.SessionId, p.PersonId }).FirstOrDefaultAsync(cancellation);
            if (found is null)
            {
                return new NotFound();
            }

            var (session, refused) = await writing.TakeSessionAsync(found.SessionId, null, cancellation);
            if (session is null)
            {
                return refused!;
            }

            if (await context.AttendanceFacts.AnyAsync(f => f.PlaceId == placeId, cancellation))
            {
                return new AttendanceIsWritten();
            }

            var ids = await context.FromHereOn(session, laterOnes).Select(s => s.Id).ToListAsync(cancellation);
            var places = await context.SessionPlaces.Where(p => ids.Contains(p.SessionId) && p.PersonId == found.PersonId && !context.AttendanceFacts.Any(f => f.PlaceId == p.Id)).ToListAsync(cancellation);
            context.RemoveRange(places);
            return places.Count;
        }, cancellation);
}
