using Throughline.Storage;

namespace Throughline.People;

/// <summary>A plan for the work around a wall.</summary>
/// <param name="ConflictId">The conflict.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Plan">Who does what so that the two do not meet at work.</param>
/// <param name="ReviewBy">When to look again: within the longest time the settings allow.</param>
public sealed record WallPlan(Guid ConflictId, int Version, string? Plan, DateOnly ReviewBy);

/// <summary>Sets the plan and the date to look again. The plan is the organisation's: nothing in it is a task of the person who told us (E31).</summary>
public sealed class SetWallPlan(UnitOfWork unit)
{
    /// <summary>Sets it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="OneOfTheTwo"/>, <see cref="ConflictMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(WallPlan input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("wall-planned"), async writing =>
        {
            var (conflict, refused) = await ConflictTurn.TakeAsync(writing, input.ConflictId, input.Version, cancellation);
            if (conflict is null)
            {
                return refused!;
            }

            if ((PeopleRules.CheckText(nameof(input.Plan), input.Plan, "Enter the plan", "The plan", Conflict.TextMaxLength)
                ?? await ConflictTurn.CheckReviewAsync(writing, conflict, nameof(input.ReviewBy), input.ReviewBy, cancellation)) is { } wrong)
            {
                return wrong;
            }

            var plan = writing.Seal(conflict.PersonId, input.Plan!.Trim());
            return conflict.SetPlan(writing.Viewer.PersonId, plan, input.ReviewBy) is { } refusal ? refusal : new Done();
        }, cancellation);
}
