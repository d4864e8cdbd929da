using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// Takes a booking back: whoever made it, or the coordinator of its scheme. A displacement is taken back by whoever runs the site, and then no
/// longer counts.
/// </summary>
public sealed class CancelBooking(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <param name="bookingId">The booking.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="BookingOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid bookingId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("booking-cancelled"), async writing =>
        {
            var context = writing.Context;
            var found = await (from b in context.SpaceBookings
                               join s in context.Spaces on b.SpaceId equals s.Id
                               where b.Id == bookingId
                               select new { b.SpaceId, b.SchemeId, b.BookedById, b.DisplacementId, Site = s.SchemeId }).FirstOrDefaultAsync(cancellation);
            if (found is null
                || !(found.DisplacementId is not null ? writing.Viewer.MayRun(found.Site) : found.BookedById == writing.Viewer.PersonId || writing.Viewer.MayRun(found.SchemeId))
                || !await writing.TakeSpaceAsync(found.SpaceId, cancellation))
            {
                return new NotFound();
            }

            var booking = await context.SpaceBookings.Include(b => b.Slots).SingleAsync(b => b.Id == bookingId, cancellation);
            return booking.Cancel(writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
