using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>One person's stays in the sign-in book of a hub.</summary>
/// <param name="SpaceId">The hub.</param>
/// <param name="PersonId">Whose stays.</param>
/// <param name="Hat">The hat they came under.</param>
/// <param name="Stays">When they came and left, in any order.</param>
public sealed record SignInBookPage(Guid SpaceId, Guid PersonId, Hat Hat, IReadOnlyList<(DateTimeOffset In, DateTimeOffset Out)> Stays);

/// <summary>
/// Brings in what a hub's paper sign-in book says of one person, in one write. The coordinator of the scheme does it; each stay says that it is
/// from the book.
/// </summary>
public sealed class BringInSignInBook(UnitOfWork unit)
{
    /// <summary>Most stays at a time.</summary>
    public const int Most = 1000;

    /// <summary>Brings them in, all or none.</summary>
    /// <returns>How many, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="NoRoleHere"/>, <see cref="Invalid"/>, <see cref="PresenceOverlaps"/>.</returns>
    public Task<Outcome<int>> RunAsync(SignInBookPage input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("presence-brought-in"), async writing =>
        {
            var context = writing.Context;
            var space = await context.SpacesOf(writing.Viewer, writing.Today).AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SpaceId && s.IsHub, cancellation);
            if (space is null || !await writing.LockAsync(input.PersonId, cancellation) || !await writing.TakeSpaceAsync(input.SpaceId, cancellation))
            {
                return new NotFound();
            }

            if (!writing.Viewer.Runs(space.SchemeId))
            {
                return new NotAllowed();
            }

            if (input.Stays.Count is 0 or > Most)
            {
                return new Invalid(nameof(input.Stays), $"Bring in from 1 to {Most} stays at a time");
            }

            var schemes = await context.SchemesOf(space.Id, writing.Today).ToListAsync(cancellation);
            var roles = await (from holding in context.RoleHoldings.AsNoTracking()
                               join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                               where holding.PersonId == input.PersonId && role.Hats.Contains(input.Hat) && schemes.Contains(holding.SchemeId)
                               orderby holding.From descending
                               select new { Holding = holding, role.Hats }).ToListAsync(cancellation);
            var longest = (await new SettingQueries(context).ValuesAsync(space.SchemeId, cancellation)).Whole(SettingKeys.HoursLongestPresence);
            var shifts = await context.Shifts.AsNoTracking().Include(s => s.Skips).Where(s => s.PersonId == input.PersonId && s.SpaceId == space.Id).ToListAsync(cancellation);
            DateTimeOffset last = default;
            foreach (var (from, to) in input.Stays.OrderBy(s => s.In))
            {
                var on = from.LondonDate();
                if (roles.Find(r => r.Holding.Covers(on)) is not { } role)
                {
                    return new NoRoleHere();
                }

                if (from < last)
                {
                    return new PresenceOverlaps(from, to);
                }

                var rostered = shifts.Exists(s => s.Between(on.AddDays(-1), on).Any(o => o.Expects(from)));
                var stay = Presence.Past(
                    writing.NewId(), input.PersonId, space.Id, role.Holding, HubRules.AsUnder(input.Hat, role.Hats), from, to, rostered, PresenceSource.Book,
                    writing.Viewer.Hat == Hat.System ? null : writing.Viewer.PersonId, writing.Now, longest);
                if (!stay.Succeeded)
                {
                    return stay.Refusal!;
                }

                context.Add(stay.Value);
                last = to;
            }

            var (first, end) = (input.Stays.Min(s => s.In), last);
            return await PresenceTimes.OverlapAsync(context, input.PersonId, Guid.Empty, first, end, cancellation) is { } overlap ? overlap : input.Stays.Count;
        }, cancellation);
}
