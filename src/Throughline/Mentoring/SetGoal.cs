using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Sets a goal in the person's words, with its first small step. They do it themselves, or their mentor with them.</summary>
public sealed class SetGoal(UnitOfWork unit)
{
    /// <summary>Most goals that are open at once.</summary>
    public const int Most = 5;

    /// <summary>Sets it.</summary>
    /// <returns>The goal's id, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="EnoughGoals"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid personId, Guid schemeId, string? words, string? firstStep, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("goal-set"), async writing =>
        {
            var context = writing.Context;
            if (!await GoalRules.MayAsync(writing, personId, schemeId, cancellation) || !await writing.LockPastReachAsync(personId, cancellation))
            {
                return new NotFound();
            }

            if ((PeopleRules.CheckText("Words", words, "Enter what they want to get to", "The goal", Goal.WordsMaxLength)
                ?? PeopleRules.CheckOptionalText("Step", firstStep, "The step", Goal.WordsMaxLength)) is { } wrong)
            {
                return wrong;
            }

            if (await context.Goals.CountAsync(g => g.PersonId == personId && g.SchemeId == schemeId && g.State == GoalState.Open, cancellation) >= Most)
            {
                return new EnoughGoals();
            }

            var goal = new Goal(writing.NewId(), personId, schemeId, writing.Seal(personId, words!.Trim()), writing.Today);
            if (!string.IsNullOrWhiteSpace(firstStep))
            {
                goal.AddStep(writing.Seal(personId, firstStep.Trim()));
            }

            context.Add(goal);
            return goal.Id;
        }, cancellation);
}

/// <summary>Who may work on somebody's goals.</summary>
internal static class GoalRules
{
    /// <summary>True for the person themselves and for their mentor while the match is open.</summary>
    public static async Task<bool> MayAsync(Writing writing, Guid personId, Guid schemeId, CancellationToken cancellation)
    {
        var viewer = writing.Viewer;
        return viewer.PersonId == personId
            ? await writing.Context.IsWorkedWithAsync(personId, schemeId, writing.Today, cancellation)
            : viewer.Hat == Hat.PeerWorker
                && await writing.Context.Matches.AnyAsync(m => m.PersonId == personId && m.SchemeId == schemeId && m.MentorId == viewer.PersonId && m.ClosedOn == null, cancellation)
                && await writing.Context.ApartAsync(personId, viewer.PersonId, cancellation) is null;
    }

    public static async Task<(Goal? Goal, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int? version, CancellationToken cancellation)
    {
        var found = await writing.Context.Goals.Where(g => g.Id == id).Select(g => new { g.PersonId, g.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (found is null || !await MayAsync(writing, found.PersonId, found.SchemeId, cancellation) || !await writing.LockPastReachAsync(found.PersonId, cancellation))
        {
            return (null, new NotFound());
        }

        var goal = await writing.Context.Goals.Include(g => g.Steps.OrderBy(s => s.Number)).SingleAsync(g => g.Id == id, cancellation);
        return version is { } seen && goal.Version != seen ? (null, new Stale()) : (goal, null);
    }
}

/// <summary>A few goals at a time.</summary>
public sealed record EnoughGoals() : Refusal("enough-goals")
{
    /// <inheritdoc />
    public override string Sentence => $"There are {SetGoal.Most} goals open already. Close one before you set another: a few at a time is enough.";

    /// <inheritdoc />
    public override string? Field => "Words";
}
