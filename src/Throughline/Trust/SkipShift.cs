using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>One date of a shift, left out or taken in again.</summary>
/// <param name="ShiftId">The shift.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="On">The London date.</param>
/// <param name="TakesPlace">True to take it in again.</param>
public sealed record ShiftOnDate(Guid ShiftId, int Version, DateOnly On, bool TakesPlace);

/// <summary>Leaves one date of a shift out, or takes it in again: a week off is not a gap.</summary>
public sealed class SkipShift(UnitOfWork unit)
{
    /// <summary>Does it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ShiftOnDate input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("shift-date-changed"), async writing =>
        {
            var (shift, refused) = await ShiftTurn.TakeAsync(writing, input.ShiftId, input.Version, cancellation);
            return shift is null ? refused! : shift.Skip(input.On, input.TakesPlace) is { } refusal ? refusal : new Done();
        }, cancellation);
}
