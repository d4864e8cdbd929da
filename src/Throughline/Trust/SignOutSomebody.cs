using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Somebody to sign out who has left, or is seen out.</summary>
/// <param name="PresenceId">Their stay.</param>
public sealed record DepartureFor(Guid PresenceId);

/// <summary>
/// Signs somebody out on their behalf: a service user, by a worker on duty in the same hub; anybody in reach, by the coordinator of their scheme.
/// The person sees who did it.
/// </summary>
public sealed class SignOutSomebody(UnitOfWork unit)
{
    /// <summary>Signs them out.</summary>
    /// <returns>The stay's id, or <see cref="NotFound"/>, <see cref="NotOnDuty"/>, <see cref="NotIn"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(DepartureFor input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("hub-signed-out-for"), async writing =>
        {
            var context = writing.Context;
            // The walls hold; whether their record is in reach does not matter to somebody who stands in the same room.
            var found = await context.Presences.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AsNoTracking()
                .Where(p => p.Id == input.PresenceId).Select(p => new { p.PersonId, p.SpaceId, p.SchemeId, p.As }).FirstOrDefaultAsync(cancellation);
            if (found is null || !await writing.LockHerePastReachAsync(found.PersonId, cancellation) || !await writing.TakeSpaceAsync(found.SpaceId, cancellation))
            {
                return new NotFound();
            }

            var runs = writing.Viewer.Runs(found.SchemeId);
            if (!runs && await HubRules.DutyAsync(writing, writing.Viewer.PersonId, found.SpaceId, cancellation) is { } offDuty)
            {
                // Who is not on duty there is not told whether the stay exists.
                return await context.SpacesOf(writing.Viewer, writing.Today).AnyAsync(s => s.Id == found.SpaceId, cancellation) ? offDuty : new NotFound();
            }

            if (!runs && found.As != PresentAs.ServiceUser)
            {
                return new NotFound();
            }

            if (await context.OpenStays().FirstOrDefaultAsync(p => p.Id == input.PresenceId, cancellation) is not { } stay)
            {
                return new NotIn();
            }

            await HubRules.LeaveAsync(writing, stay, writing.Now < stay.DueOut ? writing.Now : stay.DueOut, PresenceEnd.OnBehalf, writing.Viewer.PersonId, cancellation);
            return stay.Id;
        }, cancellation);
}
