using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Closes a goal: reached, or let go. Either is fine, and neither is in a figure about the mentor (INV-067).</summary>
public sealed class CloseGoal(UnitOfWork unit)
{
    /// <summary>Closes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="GoalClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, bool reached, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("goal-closed"), async writing =>
        {
            var (goal, refused) = await GoalRules.TakeAsync(writing, id, version, cancellation);
            return goal is null ? refused! : goal.Close(reached ? GoalState.Reached : GoalState.LetGo, writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
