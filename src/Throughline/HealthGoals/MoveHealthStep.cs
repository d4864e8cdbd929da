using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>How it goes on.</summary>
/// <param name="GoalId">The goal.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Done">True where the step is done; false where another takes its place.</param>
/// <param name="Next">The next small step, in the person's own words; may be left out when the last is done.</param>
public sealed record StepMove(Guid GoalId, int Version, bool? Done, string? Next);

/// <summary>Says that a step is done, or that another takes its place. The person and the trainer do it together; either may type it.</summary>
public sealed class MoveHealthStep(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="GoalIsLetGo"/>.</returns>
    public Task<Outcome<Done>> RunAsync(StepMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("health-step-moved"), async writing =>
        {
            var (goal, refused) = await writing.TakeGoalAsync(input.GoalId, input.Version, cancellation);
            if (goal is null)
            {
                return refused!;
            }

            if (input.Done is not { } done)
            {
                return new Invalid(nameof(input.Done), "Say how it went");
            }

            if (!string.IsNullOrWhiteSpace(input.Next) && HealthGoal.CheckStep(input.Next, nameof(input.Next)) is { } wrong)
            {
                return wrong;
            }

            return goal.MoveOn(done, writing.SealOptional(goal.PersonId, input.Next?.Trim()), writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
