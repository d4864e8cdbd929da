using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Another session for one person, as typed.</summary>
/// <param name="PlaceId">Their place.</param>
/// <param name="ToSessionId">The session of the same group that they come to in its place.</param>
/// <param name="Asked">Who asked.</param>
public sealed record PlaceMove(Guid PlaceId, Guid? ToSessionId, WhoAsked? Asked);

/// <summary>One person comes to another session of the group. Who asked is kept and shown as it is: a moved session is neither good nor bad (INV-084).</summary>
public sealed class MovePlace(UnitOfWork unit)
{
    /// <summary>Moves it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="AttendanceIsWritten"/>.</returns>
    public Task<Outcome<Done>> RunAsync(PlaceMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("place-moved"), async writing =>
        {
            var context = writing.Context;
            var sessionId = await context.SessionPlaces.Where(p => p.Id == input.PlaceId).Select(p => (Guid?)p.SessionId).FirstOrDefaultAsync(cancellation);
            if (sessionId is not { } from)
            {
                return new NotFound();
            }

            var (session, refused) = await writing.TakeSessionAsync(from, null, cancellation);
            if (session is null)
            {
                return refused!;
            }

            var place = await context.SessionPlaces.FirstOrDefaultAsync(p => p.Id == input.PlaceId, cancellation);
            if (place is null)
            {
                return new NotFound();
            }

            var to = await context.GroupSessions.FirstOrDefaultAsync(
                s => s.Id == input.ToSessionId && s.Id != from && s.ActivityId == session.ActivityId && s.State == SessionState.Planned, cancellation);
            if (to is null)
            {
                return new Invalid(nameof(input.ToSessionId), "Choose the session they come to");
            }

            if (input.Asked is not { } asked || !Enum.IsDefined(asked))
            {
                return new Invalid(nameof(input.Asked), "Choose who asked");
            }

            if (await context.AttendanceFacts.AnyAsync(f => f.PlaceId == place.Id, cancellation))
            {
                return new AttendanceIsWritten();
            }

            place.MoveTo(to.Id, asked);
            if (!await context.SessionPlaces.AnyAsync(p => p.SessionId == to.Id && p.PersonId == place.PersonId, cancellation))
            {
                context.Add(new SessionPlace(writing.NewId(), to, place.PersonId));
            }

            return new Done();
        }, cancellation);
}
