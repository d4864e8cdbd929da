using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>Lets a health goal go. Only its person does; no reason is asked.</summary>
public sealed class LetHealthGoalGo(UnitOfWork unit)
{
    /// <summary>Lets it go.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="GoalIsLetGo"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid goalId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("health-goal-let-go"), async writing =>
        {
            var (goal, refused) = await writing.TakeGoalAsync(goalId, version, cancellation);
            if (goal is null)
            {
                return refused!;
            }

            if (goal.PersonId != writing.Viewer.PersonId)
            {
                return new NotAllowed();
            }

            return goal.LetGo(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
