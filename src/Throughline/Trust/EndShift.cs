using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>The end of a shift.</summary>
/// <param name="ShiftId">The shift.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="LastDay">The last day on which it may take place: today or later.</param>
public sealed record ShiftEnd(Guid ShiftId, int Version, DateOnly LastDay);

/// <summary>Ends a shift after a day. What has been done stays on the roster.</summary>
public sealed class EndShift(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ShiftOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ShiftEnd input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("shift-ended"), async writing =>
        {
            var (shift, refused) = await ShiftTurn.TakeAsync(writing, input.ShiftId, input.Version, cancellation);
            if (shift is null)
            {
                return refused!;
            }

            if (input.LastDay < writing.Today.AddDays(-1))
            {
                return new Invalid(nameof(input.LastDay), "The last day must be yesterday, today or later");
            }

            return shift.EndAfter(input.LastDay) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>A shift opened for a change: its person's turn taken, and the viewer's right to it checked.</summary>
internal static class ShiftTurn
{
    public static async Task<(Shift? Shift, Refusal? Refusal)> TakeAsync(Writing writing, Guid shiftId, int version, CancellationToken cancellation)
    {
        var context = writing.Context;
        var found = await context.Shifts.Where(s => s.Id == shiftId).Select(s => new { s.PersonId, s.SchemeId, s.HoldingId }).FirstOrDefaultAsync(cancellation);
        if (found is null || !await context.ShownHoldings(writing.Today).AnyAsync(h => h.Id == found.HoldingId, cancellation)
            || !await writing.LockAsync(found.PersonId, cancellation))
        {
            return (null, new NotFound());
        }

        if (!writing.Viewer.Runs(found.SchemeId))
        {
            return (null, new NotAllowed());
        }

        var shift = await context.Shifts.Include(s => s.Skips).SingleAsync(s => s.Id == shiftId, cancellation);
        return shift.Version == version ? (shift, null) : (null, new Stale());
    }
}
