using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A stay that was not signed for at the time.</summary>
/// <param name="SpaceId">The hub.</param>
/// <param name="On">The London date they came.</param>
/// <param name="In">When they came.</param>
/// <param name="Out">When they left; before <paramref name="In"/> for the next day.</param>
public sealed record ForgottenPresence(Guid SpaceId, DateOnly? On, TimeOnly? In, TimeOnly? Out);

/// <summary>Enters a stay of one's own afterwards. It says that it was entered afterwards.</summary>
public sealed class AddPresence(UnitOfWork unit)
{
    /// <summary>How far back, in days: twelve weeks.</summary>
    public const int MostDaysBack = 84;

    /// <summary>Enters it.</summary>
    /// <returns>The stay's id, or <see cref="NotFound"/>, <see cref="NoRoleHere"/>, <see cref="Invalid"/>, <see cref="PresenceOverlaps"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(ForgottenPresence input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("presence-added"), async writing =>
        {
            var (context, own) = (writing.Context, writing.Viewer.PersonId);
            var space = await context.SpacesOf(writing.Viewer, writing.Today).AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SpaceId && s.IsHub, cancellation);
            if (space is null || !await writing.LockHerePastReachAsync(own, cancellation) || !await writing.TakeSpaceAsync(space.Id, cancellation))
            {
                return new NotFound();
            }

            var read = PresenceTimes.Read(input.On, input.In, input.Out);
            if (!read.Succeeded)
            {
                return read.Refusal!;
            }

            var (from, to) = read.Value;
            if (input.On > writing.Today || input.On < writing.Today.AddDays(-MostDaysBack))
            {
                return new Invalid(nameof(input.On), $"The date must be in the last {MostDaysBack} days");
            }

            if (await HubRules.RoleHereAsync(context, own, writing.Viewer.Hat, space.Id, input.On!.Value, cancellation) is not ({ } holding, { } presentAs))
            {
                return new NoRoleHere();
            }

            var longest = (await new SettingQueries(context).ValuesAsync(space.SchemeId, cancellation)).Whole(SettingKeys.HoursLongestPresence);
            var rostered = await HubRules.IsRosteredAsync(context, own, space.Id, from, cancellation);
            var stay = Presence.Past(writing.NewId(), own, space.Id, holding, presentAs, from, to, rostered, PresenceSource.Afterwards, null, writing.Now, longest);
            if (!stay.Succeeded)
            {
                return stay.Refusal!;
            }

            if (await PresenceTimes.OverlapAsync(context, own, Guid.Empty, from, to, cancellation) is { } overlap)
            {
                return overlap;
            }

            context.Add(stay.Value);
            return stay.Value.Id;
        }, cancellation);
}
