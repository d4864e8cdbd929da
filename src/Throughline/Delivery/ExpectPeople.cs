using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>People who are expected at a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="People">Who.</param>
/// <param name="LaterOnes">Whether they are expected at the later ones of the group too.</param>
public sealed record Expected(Guid SessionId, IReadOnlyCollection<Guid> People, bool LaterOnes = true);

/// <summary>Puts people on the list of a session. Whoever is on it already stays on it once.</summary>
public sealed class ExpectPeople(UnitOfWork unit)
{
    /// <summary>Puts them on it.</summary>
    /// <returns>How many places that made, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="SessionIsOff"/>, <see cref="OnBothSides"/>.</returns>
    public Task<Outcome<int>> RunAsync(Expected input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("people-expected"), async writing =>
        {
            var context = writing.Context;
            var (session, refused) = await writing.TakeSessionAsync(input.SessionId, null, cancellation);
            if (session is null)
            {
                return refused!;
            }

            if (session.State != SessionState.Planned)
            {
                return new SessionIsOff();
            }

            var people = input.People.Distinct().ToList();
            var known = await context.Receivers(session.SchemeId, writing.Today).Where(h => people.Contains(h.PersonId)).Select(h => h.PersonId).Distinct().ToListAsync(cancellation);
            if (people.Count == 0 || known.Count < people.Count)
            {
                return new Invalid(nameof(input.People), "Choose who is expected");
            }

            var sessions = await context.FromHereOn(session, input.LaterOnes).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).ToListAsync(cancellation);
            var ids = sessions.ConvertAll(s => s.Id);
            if (await context.SessionParts.AnyAsync(p => ids.Contains(p.SessionId) && people.Contains(p.PersonId) && p.EndedOn == null, cancellation))
            {
                return new OnBothSides();
            }

            var there = (await context.SessionPlaces.Where(p => ids.Contains(p.SessionId) && people.Contains(p.PersonId)).Select(p => new { p.SessionId, p.PersonId })
                .ToListAsync(cancellation)).ToHashSet();
            List<SessionPlace> places =
            [
                .. from one in sessions
                   from person in people
                   where !there.Contains(new { SessionId = one.Id, PersonId = person })
                   select new SessionPlace(writing.NewId(), one, person),
            ];
            context.AddRange(places);
            return places.Count;
        }, cancellation);
}
