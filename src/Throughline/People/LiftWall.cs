using Throughline.Storage;

namespace Throughline.People;

/// <summary>A look at a wall that takes it down.</summary>
/// <param name="ConflictId">The conflict.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record LiftedWall(Guid ConflictId, int Version, Decision Decision);

/// <summary>Takes a wall down: only somebody other than the two people, with the reason (INV-143).</summary>
public sealed class LiftWall(UnitOfWork unit)
{
    /// <summary>Takes it down.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="ConflictMoveNotOpen"/>, <see cref="NeedsAPerson"/>.</returns>
    public Task<Outcome<Done>> RunAsync(LiftedWall input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("wall-lifted"), async writing =>
        {
            var (conflict, refused) = await ConflictTurn.TakeAsync(writing, input.ConflictId, input.Version, cancellation);
            if (conflict is null)
            {
                return refused!;
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            var reason = writing.Seal(conflict.PersonId, input.Decision.Text);
            if (conflict.Lift(writing.Viewer.PersonId, reason, writing.Now) is { } refusal)
            {
                return refusal;
            }

            await ConflictWatch.LowerAsync(writing, conflict.Id, null, cancellation);
            return new Done();
        }, cancellation);
}
