using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>"I'm off."</summary>
/// <param name="SpaceId">The hub they leave.</param>
public sealed record HubDeparture(Guid SpaceId);

/// <summary>
/// Signs the viewer out of a hub. Leaving is never refused. Where they were the last who may be there with service users, the hub closes to
/// service users in the same write.
/// </summary>
public sealed class SignOutOfHub(UnitOfWork unit)
{
    /// <summary>Signs them out.</summary>
    /// <returns>The stay's id, or <see cref="NotIn"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(HubDeparture input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("hub-signed-out"), async writing =>
        {
            if (!await writing.LockHerePastReachAsync(writing.Viewer.PersonId, cancellation) || !await writing.TakeSpaceAsync(input.SpaceId, cancellation))
            {
                return new NotFound();
            }

            if (await writing.Context.OpenStays().FirstOrDefaultAsync(p => p.PersonId == writing.Viewer.PersonId && p.SpaceId == input.SpaceId, cancellation) is not { } stay)
            {
                return new NotIn();
            }

            var scheme = await writing.Context.Spaces.Where(s => s.Id == stay.SpaceId).Select(s => s.SchemeId).SingleAsync(cancellation);
            var settings = await new SettingQueries(writing.Context).ValuesAsync(scheme, cancellation);
            var longest = stay.In.AddHours(settings.Whole(SettingKeys.HoursLongestPresence));
            await HubRules.LeaveAsync(
                writing, stay, writing.Now < longest ? writing.Now : longest, writing.Now <= longest ? PresenceEnd.Self : PresenceEnd.LongestStay, null, cancellation);
            return stay.Id;
        }, cancellation);
}
