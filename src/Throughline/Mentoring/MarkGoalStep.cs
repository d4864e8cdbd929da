using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Marks a small step as done, or as still to do.</summary>
public sealed class MarkGoalStep(UnitOfWork unit)
{
    /// <summary>Marks it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="GoalClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int number, bool done, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("goal-step-marked"), async writing =>
        {
            var (goal, refused) = await GoalRules.TakeAsync(writing, id, null, cancellation);
            return goal is null ? refused! : goal.Mark(number, done ? writing.Today : null) is { } refusal ? refusal : new Done();
        }, cancellation);
}
