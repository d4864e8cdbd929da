using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Hours to plan for somebody.</summary>
/// <param name="SpaceId">Where.</param>
/// <param name="HoldingId">The role they do it in; says who.</param>
/// <param name="Scope">Code of the clearance that the duty asks for, one of the scheme's list.</param>
/// <param name="Times">When.</param>
public sealed record NewShift(Guid SpaceId, Guid? HoldingId, string? Scope, ShiftTimes Times);

/// <summary>
/// Puts somebody on the roster of a space, once or every week. Nobody is rostered for a duty they are not cleared for (INV-021); a weekly shift whose
/// clearance runs out later stays, and shows as not rostered from then on (INV-022).
/// </summary>
public sealed class PlanShift(UnitOfWork unit)
{
    /// <summary>How far ahead a shift may begin, in days.</summary>
    public const int MostDaysAhead = 366;

    /// <summary>Plans it.</summary>
    /// <returns>
    /// The shift's id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="RoleNotAtWork"/>,
    /// <see cref="NotClearedForShift"/>, <see cref="ShiftOverlaps"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(NewShift input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("shift-planned"), async writing =>
        {
            var context = writing.Context;
            if (input.HoldingId is not { } holdingId)
            {
                return new Invalid(nameof(input.HoldingId), "Choose who it is for");
            }

            var shown = await context.ShownHoldings(writing.Today).Where(h => h.Id == holdingId).Select(h => new { h.PersonId, h.SchemeId }).FirstOrDefaultAsync(cancellation);
            if (shown is null
                || !await context.SpacesOf(writing.Viewer, writing.Today).AnyAsync(s => s.Id == input.SpaceId, cancellation)
                || !await writing.LockAsync(shown.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (!writing.Viewer.Runs(shown.SchemeId))
            {
                return new NotAllowed();
            }

            var holding = await context.RoleHoldings.AsNoTracking().SingleAsync(h => h.Id == holdingId, cancellation);
            var scope = input.Scope ?? "";
            var scopes = await context.Set<ReferenceItem>().AsNoTracking()
                .Where(i => i.SchemeId == shown.SchemeId && i.Kind == ReferenceKind.ClearanceScopes.Key).Select(i => i.Code).ToListAsync(cancellation);
            if (!scopes.Contains(scope, StringComparer.Ordinal))
            {
                return new Invalid(nameof(input.Scope), "Choose the duty");
            }

            var planned = Shift.Plan(writing.NewId(), holding, input.SpaceId, scope, input.Times);
            if (!planned.Succeeded)
            {
                return planned.Refusal!;
            }

            var shift = planned.Value;
            if (shift.From < writing.Today || shift.From > writing.Today.AddDays(MostDaysAhead))
            {
                return new Invalid(nameof(input.Times.From), "The day must be from today to a year ahead");
            }

            if (!Roster.WorksOn(holding, shift.From))
            {
                return new RoleNotAtWork();
            }

            if ((await HubRules.ClearedAsync(context, [holding.PersonId], scope, shift.From, cancellation)).Count == 0)
            {
                return new NotClearedForShift(shift.From);
            }

            var others = await context.Shifts.IgnoreQueryFilters(HubRules.Everybody).AsNoTracking().Include(s => s.Skips)
                .Where(s => s.PersonId == holding.PersonId && (s.Until == null || s.Until >= shift.From.AddDays(-1))).ToListAsync(cancellation);
            if (others.Exists(o => o.Overlaps(shift)))
            {
                return new ShiftOverlaps();
            }

            context.Add(shift);
            return shift.Id;
        }, cancellation);
}
