using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Adds a small step to a goal.</summary>
public sealed class AddGoalStep(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="GoalClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("goal-step-added"), async writing =>
        {
            var (goal, refused) = await GoalRules.TakeAsync(writing, id, null, cancellation);
            return goal is null ? refused!
                : (PeopleRules.CheckText("Step", words, "Enter the next small step", "The step", Goal.WordsMaxLength) ?? goal.AddStep(writing.Seal(goal.PersonId, words!.Trim()))) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
