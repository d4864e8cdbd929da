using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Puts a moved place back: the person comes to the session that they were expected at first.</summary>
public sealed class PutPlaceBack(UnitOfWork unit)
{
    /// <summary>Puts it back.</summary>
    /// <param name="placeId">The place that was moved.</param>
    /// <param name="alsoTheOther">True where they come to the other session too.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="PlaceWasNotMoved"/>, <see cref="SessionIsOff"/>, <see cref="AttendanceIsWritten"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid placeId, bool alsoTheOther, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("place-put-back"), async writing =>
        {
            var context = writing.Context;
            var sessionId = await context.SessionPlaces.Where(p => p.Id == placeId).Select(p => (Guid?)p.SessionId).FirstOrDefaultAsync(cancellation);
            if (sessionId is not { } home)
            {
                return new NotFound();
            }

            // The group's turn is taken with the session's: nobody keeps the other one's list meanwhile.
            var (session, refused) = await writing.TakeSessionAsync(home, null, cancellation);
            if (session is null)
            {
                return refused!;
            }

            if (await context.SessionPlaces.FirstOrDefaultAsync(p => p.Id == placeId, cancellation) is not { } place)
            {
                return new NotFound();
            }

            if (place.MovedToId is not { } to)
            {
                return new PlaceWasNotMoved();
            }

            if (session.State != SessionState.Planned)
            {
                return new SessionIsOff();
            }

            await writing.LockSessionAsync(to, cancellation);
            var there = await context.SessionPlaces.FirstOrDefaultAsync(p => p.SessionId == to && p.PersonId == place.PersonId, cancellation);
            if (await context.AttendanceFacts.AnyAsync(f => f.PlaceId == place.Id || (there != null && f.PlaceId == there.Id), cancellation))
            {
                return new AttendanceIsWritten();
            }

            place.PutBack();
            if (!alsoTheOther && there is { MovedToId: null })
            {
                context.Remove(there);
            }

            return new Done();
        }, cancellation);
}

/// <summary>They are expected at this session as it is.</summary>
public sealed record PlaceWasNotMoved() : Refusal("place-was-not-moved")
{
    /// <inheritdoc />
    public override string Sentence => "They are expected at this session already. Look at the page again.";
}
