using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A booking, as typed.</summary>
/// <param name="SpaceId">The space.</param>
/// <param name="SchemeId">The scheme it is for: one of the viewer's; null for the only one there is.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Time">When.</param>
/// <param name="Weeks">How many weeks in a row, from 1 to <see cref="BookSpace.MostWeeks"/>, at the same time on London's clocks.</param>
public sealed record NewBooking(Guid SpaceId, Guid? SchemeId, SpacePurpose? Purpose, SpaceTime Time, int Weeks = 1);

/// <summary>Books a space for a scheme that uses it. Nobody books over anybody, and a room that is one team's alone is booked by that team only.</summary>
public sealed class BookSpace(UnitOfWork unit)
{
    /// <summary>Most weeks in a row.</summary>
    public const int MostWeeks = 26;

    /// <summary>How far ahead, in days.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>Books it, all weeks or none.</summary>
    /// <returns>The first booking's id, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="SpaceTaken"/>, <see cref="KeptForAnotherTeam"/>, <see cref="SpaceNotInUse"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewBooking input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("space-booked"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            var space = await context.SpacesOf(viewer, writing.Today).AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SpaceId, cancellation);
            if (space is null || !await writing.TakeSpaceAsync(space.Id, cancellation))
            {
                return new NotFound();
            }

            if (input.Purpose is not { } purpose || !Enum.IsDefined(purpose))
            {
                return new Invalid(nameof(input.Purpose), "Choose what it is for");
            }

            var read = input.Time.Read(1);
            if (!read.Succeeded)
            {
                return read.Refusal!;
            }

            if (input.Weeks is < 1 or > MostWeeks)
            {
                return new Invalid(nameof(input.Weeks), $"The number of weeks must be from 1 to {MostWeeks}");
            }

            if (read.Value.To <= writing.Now || input.Time.On > writing.Today.AddDays(MostDaysAhead))
            {
                return new Invalid(nameof(input.Time.On), "The booking must be from now to a year ahead");
            }

            Guid? first = null;
            for (var week = 0; week < input.Weeks; week++)
            {
                var time = (input.Time with { On = input.Time.On!.Value.AddDays(7 * week) }).Read(1).Value;
                var on = time.From.LondonDate();
                if (!space.InUse(on))
                {
                    return new SpaceNotInUse();
                }

                var users = await UsersAsync(context, space, on, cancellation);
                var scheme = input.SchemeId ?? viewer.SchemeIds.Cast<Guid?>().FirstOrDefault(mine => users.Exists(u => u.SchemeId == mine));
                if (scheme is not { } schemeId || !viewer.SchemeIds.Contains(schemeId))
                {
                    return new Invalid(nameof(input.SchemeId), "Choose the scheme it is for");
                }

                if (users.Find(u => u.Exclusive && u.SchemeId != schemeId) is { } owner)
                {
                    return new KeptForAnotherTeam(owner.Name);
                }

                if (!users.Exists(u => u.SchemeId == schemeId))
                {
                    return new Invalid(nameof(input.SchemeId), "That scheme does not use this space on that day");
                }

                if (await BookingRules.TakenAsync(context, space.Id, time.From, time.To, cancellation) is { } taken)
                {
                    return taken;
                }

                var booking = SpaceBooking.Make(writing.NewId(), space.Id, schemeId, purpose, time.From, time.To, viewer.PersonId);
                context.Add(booking);
                first ??= booking.Id;
            }

            return first!.Value;
        }, cancellation);

    private static async Task<List<User>> UsersAsync(ThroughlineContext context, Space space, DateOnly day, CancellationToken cancellation)
    {
        var given = await (from a in context.SpaceAllocations
                           join s in context.Schemes on a.SchemeId equals s.Id
                           where a.SpaceId == space.Id && a.From <= day && (a.To == null || a.To >= day)
                           select new User(a.SchemeId, s.Name, a.Exclusive)).ToListAsync(cancellation);
        // The scheme that runs the site uses what it has given to nobody alone.
        return given.Exists(u => u.SchemeId == space.SchemeId) ? given : [.. given, new User(space.SchemeId, "", false)];
    }

    private sealed record User(Guid SchemeId, string Name, bool Exclusive);
}

/// <summary>What booking and displacing share.</summary>
internal static class BookingRules
{
    /// <summary>The first booking in the way, as a refusal. The space's turn is taken.</summary>
    public static async Task<Refusal?> TakenAsync(ThroughlineContext context, Guid spaceId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var other = await context.SpaceBookings.AsNoTracking()
            .Where(b => b.SpaceId == spaceId && b.CancelledAt == null && b.StartsAt < to && b.EndsAt > from)
            .OrderBy(b => b.StartsAt).Select(b => new { b.StartsAt, b.EndsAt }).FirstOrDefaultAsync(cancellation);
        return other is null ? null : new SpaceTaken(other.StartsAt, other.EndsAt);
    }
}
