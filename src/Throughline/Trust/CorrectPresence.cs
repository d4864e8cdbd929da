using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A stay put right.</summary>
/// <param name="PresenceId">The stay.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="On">The London date they came.</param>
/// <param name="In">When they came.</param>
/// <param name="Out">When they left; at or before <paramref name="In"/> for the next day.</param>
/// <param name="NotThere">True to take it out: they were not there.</param>
/// <param name="Reason">Why: asked of everybody but the owner.</param>
public sealed record CorrectedPresence(Guid PresenceId, int Version, DateOnly? On, TimeOnly? In, TimeOnly? Out, bool NotThere, string? Reason);

/// <summary>
/// Puts a stay right, or confirms a time that was assumed. Its owner may, without saying why; a coordinator may, with a reason that the owner
/// reads beside their name (INV-050).
/// </summary>
public sealed class CorrectPresence(UnitOfWork unit)
{
    /// <summary>Puts it right.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="StillIn"/>,
    /// <see cref="PresenceRemoved"/>, <see cref="PresenceOverlaps"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(CorrectedPresence input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("presence-corrected"), async writing =>
        {
            var context = writing.Context;
            var found = await context.Presences.AsNoTracking().Where(p => p.Id == input.PresenceId)
                .Select(p => new { p.PersonId, p.SpaceId, p.SchemeId, p.HoldingId }).FirstOrDefaultAsync(cancellation);
            if (found is null || !await writing.LockAsync(found.PersonId, cancellation) || !await writing.TakeSpaceAsync(found.SpaceId, cancellation))
            {
                return new NotFound();
            }

            var own = found.PersonId == writing.Viewer.PersonId;
            if (!own && !await context.ShownHoldings(writing.Today).AnyAsync(h => h.Id == found.HoldingId, cancellation))
            {
                return new NotFound();
            }

            if (!own && !writing.Viewer.Runs(found.SchemeId))
            {
                return new NotAllowed();
            }

            var stay = await context.Presences.Include(p => p.Corrections.OrderBy(c => c.Number)).SingleAsync(p => p.Id == input.PresenceId, cancellation);
            if (stay.Version != input.Version)
            {
                return new Stale();
            }

            if ((own
                ? PeopleRules.CheckOptionalText(nameof(input.Reason), input.Reason, "The reason", Presence.ReasonMaxLength)
                : PeopleRules.CheckText(nameof(input.Reason), input.Reason, "Enter why you change it. They read this", "The reason", Presence.ReasonMaxLength)) is { } wrong)
            {
                return wrong;
            }

            var reason = writing.SealOptional(stay.PersonId, input.Reason?.Trim());
            if (input.NotThere)
            {
                return stay.Remove(writing.Viewer.PersonId, writing.Now, reason) is { } removal ? removal : new Done();
            }

            var read = PresenceTimes.Read(input.On, input.In, input.Out);
            if (!read.Succeeded)
            {
                return read.Refusal!;
            }

            var (from, to) = read.Value;
            var scheme = await context.Spaces.Where(s => s.Id == stay.SpaceId).Select(s => s.SchemeId).SingleAsync(cancellation);
            var longest = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.HoursLongestPresence);
            var rostered = await HubRules.IsRosteredAsync(context, stay.PersonId, stay.SpaceId, from, cancellation);
            return (stay.Correct(from, to, rostered, writing.Viewer.PersonId, writing.Now, reason, longest)
                ?? await PresenceTimes.OverlapAsync(context, stay.PersonId, stay.Id, from, to, cancellation)) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>What entering and putting right a stay share.</summary>
internal static class PresenceTimes
{
    /// <summary>Reads a stay as typed.</summary>
    public static Outcome<(DateTimeOffset From, DateTimeOffset To)> Read(DateOnly? on, TimeOnly? from, TimeOnly? to) =>
        on is not { } date ? new Invalid("On", "Enter the date")
        : from is not { } came ? new Invalid("In", "Enter when you came, such as 9:05")
        : to is not { } left ? new Invalid("Out", "Enter when you left, such as 12:30")
        : (date.AtInLondon(came), (left < came ? date.AddDays(1) : date).AtInLondon(left));

    /// <summary>The first other stay of a person that shares time with these, as a refusal. The person's turn is taken.</summary>
    public static async Task<Refusal?> OverlapAsync(ThroughlineContext context, Guid personId, Guid but, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var other = await context.Presences.IgnoreQueryFilters(HubRules.Everybody).AsNoTracking()
            .Where(p => p.PersonId == personId && p.Id != but && !p.Removed && p.In < to && (p.Out == null || p.Out > from))
            .OrderBy(p => p.In).FirstOrDefaultAsync(cancellation);
        return other is null ? null : new PresenceOverlaps(other.In, other.Out);
    }
}
