using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Delivery;

/// <summary>Sessions to plan, as typed.</summary>
/// <param name="ActivityId">The group.</param>
/// <param name="Time">The first one.</param>
/// <param name="Place">Where in words; nothing for where the group usually meets.</param>
/// <param name="Weeks">How many weeks in a row, at the same time by London's clocks.</param>
/// <param name="SameAsBefore">Whether those who run the session before, and those expected at it, are named for these too.</param>
/// <param name="CatchUpForId">The session that this one is there to catch up on: whoever was not at that one is expected.</param>
public sealed record SessionPlan(Guid ActivityId, SessionTime Time, string? Place, int Weeks = 1, bool SameAsBefore = true, Guid? CatchUpForId = null);

/// <summary>Plans sessions of a group. A session nobody can run yet is planned all the same, and shows as a gap.</summary>
public sealed class PlanSessions(UnitOfWork unit)
{
    /// <summary>Most weeks in a row.</summary>
    public const int MostWeeks = 26;

    /// <summary>Plans them, all or none.</summary>
    /// <returns>The first one's id, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="GroupHasEnded"/>, <see cref="NoSuchHour"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(SessionPlan input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("session-planned"), async writing =>
        {
            var context = writing.Context;
            var found = await context.Activities.AsNoTracking().Where(a => a.Id == input.ActivityId).Select(a => (Guid?)a.SchemeId).FirstOrDefaultAsync(cancellation);
            if (found is not { } schemeId || !writing.Viewer.Runs(schemeId))
            {
                return new NotFound();
            }

            await writing.LockGroupAsync(input.ActivityId, cancellation);
            if (await context.Activities.AnyAsync(a => a.Id == input.ActivityId && a.EndedOn != null, cancellation))
            {
                return new GroupHasEnded();
            }

            var weeks = input.CatchUpForId is null ? input.Weeks : 1;
            if (weeks is < 1 or > MostWeeks)
            {
                return new Invalid(nameof(input.Weeks), $"The number of weeks must be from 1 to {MostWeeks}");
            }

            var on = input.Time.On;
            if (on < writing.Today.AddYears(-DeliveryRules.MostYears) || on > writing.Today.AddYears(DeliveryRules.MostYears))
            {
                return new Invalid(nameof(input.Time.On), $"The day must be within {DeliveryRules.MostYears} years of today");
            }

            if (input.CatchUpForId is { } missed && !await context.GroupSessions.AnyAsync(s => s.Id == missed && s.ActivityId == input.ActivityId, cancellation))
            {
                return new NotFound();
            }

            List<GroupSession> made = [];
            for (var week = 0; week < weeks; week++)
            {
                var planned = GroupSession.Plan(writing.NewId(), input.ActivityId, schemeId, input.Time with { On = on.AddDays(7 * week) }, input.Place, input.CatchUpForId);
                if (!planned.Succeeded)
                {
                    return planned.Refusal!;
                }

                made.Add(planned.Value);
            }

            context.AddRange(made);
            if (input.SameAsBefore || input.CatchUpForId is not null)
            {
                await NameAsync(writing, input, made, cancellation);
            }

            return made[0].Id;
        }, cancellation);

    // Also those whom this coordinator may not see: nobody falls out of a group because of who plans its dates.
    private static async Task NameAsync(Writing writing, SessionPlan input, List<GroupSession> made, CancellationToken cancellation)
    {
        var context = writing.Context;
        var first = made[0].StartsAt;
        var before = input.CatchUpForId ?? await context.GroupSessions.Where(s => s.ActivityId == input.ActivityId && s.CatchUpForId == null && s.StartsAt < first)
            .OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellation);
        if (before is not { } from)
        {
            return;
        }

        var catchUp = input.CatchUpForId is not null;
        var people = await context.SessionPlaces.IgnoreQueryFilters(DeliveryRules.People)
            .Where(p => p.SessionId == from && (!catchUp || (p.MovedToId == null && !context.AttendanceFacts.IgnoreQueryFilters(DeliveryRules.People).Any(f => f.PlaceId == p.Id && f.Mark < AttendanceMark.DidNotAttend))))
            .OrderBy(p => p.Id).Select(p => p.PersonId).ToListAsync(cancellation);
        context.AddRange(made.SelectMany(session => people.Select(person => new SessionPlace(writing.NewId(), session, person))));
        if (!input.SameAsBefore)
        {
            return;
        }

        var runners = (await context.SessionParts.IgnoreQueryFilters(DeliveryRules.People).AsNoTracking().Where(p => p.SessionId == from && p.EndedOn == null && p.StandsInForId == null)
            .OrderBy(p => p.Id).Select(p => new { p.PersonId, p.HoldingId }).ToListAsync(cancellation)).ConvertAll(p => (p.PersonId, p.HoldingId));
        foreach (var session in made)
        {
            var cleared = await context.ClearedAsync(runners.Select(r => r.PersonId), ClearanceScopes.Groups, session.On, cancellation);
            var credited = await context.CreditAsync([.. runners.Where(r => cleared.Contains(r.PersonId))], writing.Today, cancellation);
            context.AddRange(credited.Select(role => new SessionPart(writing.NewId(), session, role, null, writing.Viewer.PersonId)));
        }
    }
}
