using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Another day, time or place for a session, as typed.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Time">When it is now.</param>
/// <param name="Place">Where in words.</param>
/// <param name="Asked">Who asked.</param>
public sealed record GroupSessionMove(Guid SessionId, int Version, SessionTime Time, string? Place, WhoAsked? Asked);

/// <summary>Moves a session. One at which somebody's attendance has been written down stays where it was.</summary>
public sealed class MoveGroupSession(UnitOfWork unit)
{
    /// <summary>Moves it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NoSuchHour"/>, <see cref="SessionIsOff"/>, <see cref="AttendanceIsWritten"/>.</returns>
    public Task<Outcome<Done>> RunAsync(GroupSessionMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("group-session-moved"), async writing =>
        {
            var (session, refused) = await writing.TakeSessionAsync(input.SessionId, input.Version, cancellation);
            if (session is null)
            {
                return refused!;
            }

            var on = input.Time.On;
            if (on < writing.Today.AddYears(-DeliveryRules.MostYears) || on > writing.Today.AddYears(DeliveryRules.MostYears))
            {
                return new Invalid(nameof(input.Time.On), $"The day must be within {DeliveryRules.MostYears} years of today");
            }

            if (await writing.Context.AttendanceFacts.IgnoreQueryFilters(DeliveryRules.People).AnyAsync(f => f.SessionId == session.Id, cancellation))
            {
                return new AttendanceIsWritten();
            }

            if (session.Move(input.Time, input.Place, input.Asked, writing.Now, writing.Viewer.PersonId) is { } wrong)
            {
                return wrong;
            }

            foreach (var place in await writing.Context.SessionPlaces.IgnoreQueryFilters(DeliveryRules.People).Where(p => p.SessionId == session.Id).ToListAsync(cancellation))
            {
                place.Follow(session.On);
            }

            return new Done();
        }, cancellation);
}
