using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// What is due about places, for the reminders: worked out for every scheme by the system itself. A shift is told to its person the day before; a
/// sign-out that was assumed, the day after. Gaps in the roster and rooms that are taken are the organisation's to look at.
/// </summary>
public sealed class HubDueQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Days ahead in which a gap in the roster is told to the coordinator.</summary>
    public const int GapDays = 7;

    /// <summary>Days for which an assumed sign-out is worth a question.</summary>
    public const int AssumedDays = 7;

    /// <summary>Everything due on a London date; nothing for anybody but the system itself. Six commands.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default) => context.Viewer.Hat != Hat.System
        ? []
        : [.. await ShiftsAsync(today, cancellation), .. await AssumedAsync(today, cancellation), .. await TakenAsync(today, cancellation)];

    private async Task<IEnumerable<Due>> ShiftsAsync(DateOnly today, CancellationToken cancellation)
    {
        var last = today.AddDays(GapDays);
        var rows = await (from shift in context.Shifts.AsNoTracking().Include(s => s.Skips)
                          join holding in context.RoleHoldings on shift.HoldingId equals holding.Id
                          join person in context.People on shift.PersonId equals person.Id
                          where shift.From <= last && (shift.Until == null || shift.Until >= today) && person.ErasedAt == null
                          select new { Shift = shift, Holding = holding, person.NoContact }).ToListAsync(cancellation);
        var cleared = await HubRules.ClearedBetweenAsync(context, rows.Select(r => r.Shift.PersonId), today, last, cancellation);
        return rows.SelectMany(r => r.Shift.Between(today, last).Where(o => r.Holding.Covers(o.On)).SelectMany<Occurrence, Due>(o =>
            !Roster.WorksOn(r.Holding, o.On) || !cleared(r.Shift.PersonId, r.Shift.Scope, o.On)
                ? [new($"shift/{r.Shift.Id}/{o.On:yyyyMMdd}/gap", null, r.Shift.SchemeId, Hat.Coordinator, today, "shift-needs-somebody", $"/spaces/roster?on={o.On:yyyy-MM-dd}", r.Shift.PersonId)]
                : o.On.AddDays(-1) <= today && !r.NoContact
                    ? [new($"shift/{r.Shift.Id}/{o.On:yyyyMMdd}", r.Shift.PersonId, r.Shift.SchemeId, null, o.On.AddDays(-1), "something-planned", "/hub/hours", r.Shift.PersonId)]
                    : []));
    }

    private async Task<IEnumerable<Due>> AssumedAsync(DateOnly today, CancellationToken cancellation)
    {
        var (since, before) = (today.AddDays(-AssumedDays).StartInLondon(), today.StartInLondon());
        var stays = await context.Presences.AsNoTracking()
            .Where(p => !p.Removed && p.Ended >= PresenceEnd.ClosingTime && p.Out >= since && p.Out < before && p.As != PresentAs.Visitor
                && context.People.Any(person => person.Id == p.PersonId && person.ErasedAt == null && !person.NoContact))
            .Select(p => new { p.Id, p.PersonId, p.SchemeId, p.Out }).ToListAsync(cancellation);
        return stays.Select(p => new Due($"stay/{p.Id}", p.PersonId, p.SchemeId, null, p.Out!.Value.LondonDate().AddDays(1), "something-to-check", $"/hub/stays/{p.Id}", p.PersonId));
    }

    private async Task<IEnumerable<Due>> TakenAsync(DateOnly today, CancellationToken cancellation)
    {
        var now = clock.Now();
        var taken = await (from d in context.SpaceDisplacements
                           join b in context.SpaceBookings on d.Id equals b.DisplacementId
                           where b.CancelledAt == null && d.EndsAt > now
                           select new { d.Id, d.SpaceId, d.SchemeId, d.DecidedAt }).ToListAsync(cancellation);
        var schemes = taken.Select(t => t.SchemeId).Distinct().ToList();
        var team = (await (from holding in context.RoleHoldings
                           join person in context.People on holding.PersonId equals person.Id
                           where schemes.Contains(holding.SchemeId) && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Senior
                               && person.ErasedAt == null && !person.NoContact
                           select new { holding.SchemeId, holding.PersonId }).Distinct().ToListAsync(cancellation)).ToLookup(h => h.SchemeId, h => h.PersonId);
        return taken.SelectMany(t => team[t.SchemeId].Select(person => new Due(
            $"displacement/{t.Id}/{person}", person, t.SchemeId, null, t.DecidedAt.LondonDate(), "something-changes", $"/spaces/{t.SpaceId}", Due.Nobody))).Where(d => d.On <= today);
    }
}
