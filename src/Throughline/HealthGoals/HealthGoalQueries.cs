using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>A step, as it is shown.</summary>
/// <param name="Words">The person's own words; null when they can no longer be opened.</param>
/// <param name="State">Where it stands.</param>
/// <param name="SetOn">When it was set.</param>
/// <param name="ClosedOn">When it was done, changed or let go.</param>
public sealed record StepLine(string? Words, HealthStepState State, DateOnly SetOn, DateOnly? ClosedOn);

/// <summary>A goal, as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="Own">Whether it is the viewer's own.</param>
/// <param name="With">The other of the two: the trainer on the person's page, the person on the trainer's; null where no name may be told.</param>
/// <param name="SetOn">When it was set.</param>
/// <param name="LetGoOn">When it was let go.</param>
/// <param name="Steps">Its steps, the newest first.</param>
public sealed record GoalLine(Guid Id, int Version, string Topic, bool Own, string? With, DateOnly SetOn, DateOnly? LetGoOn, IReadOnlyList<StepLine> Steps);

/// <summary>A topic that a goal can be about.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hint">Help beside the name.</param>
public sealed record HealthTopic(string Code, string Name, string? Hint);

/// <summary>What a goal can be set with.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Topics">What it can be about.</param>
/// <param name="Trainers">Who it can be set with.</param>
public sealed record GoalForm(Guid SchemeId, IReadOnlyList<HealthTopic> Topics, IReadOnlyList<Named> Trainers);

/// <summary>Health goals: a person's own, and those set with a trainer.</summary>
public sealed class HealthGoalQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Whether the viewer has anything to do with health goals under this hat: a scheme that has them, or a goal. Two commands.</summary>
    public async Task<bool> HasAnyAsync(CancellationToken cancellation = default) =>
        (context.Viewer.Hat == Hat.Mentee && await context.HealthSchemes(clock.Today()).AnyAsync(cancellation))
        || (context.Viewer.Hat == Hat.PeerWorker && await WithMe().AnyAsync(cancellation));

    /// <summary>The viewer's own goals, those that stand first. Three commands, and a trace.</summary>
    public Task<IReadOnlyList<GoalLine>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        return LinesAsync(context.HealthGoals.Where(g => g.PersonId == viewer), cancellation);
    }

    /// <summary>The goals that people set with the viewer and that stand; empty for any hat but a peer worker's. Three commands, and a trace for each person.</summary>
    public async Task<IReadOnlyList<GoalLine>> WithMeAsync(CancellationToken cancellation = default) =>
        context.Viewer.Hat == Hat.PeerWorker ? await LinesAsync(WithMe(), cancellation) : [];

    /// <summary>One goal, for either of the two; null for anybody else. Three commands, and a trace.</summary>
    public async Task<GoalLine?> FindAsync(Guid id, CancellationToken cancellation = default) =>
        (await LinesAsync(context.HealthGoals.Where(g => g.Id == id), cancellation)).FirstOrDefault();

    /// <summary>What the viewer can set a goal with; null where none of their schemes has health goals. Four commands.</summary>
    public async Task<GoalForm?> FormAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        if (await context.HealthSchemes(today).OrderBy(s => s).Select(s => (Guid?)s).FirstOrDefaultAsync(cancellation) is not { } scheme)
        {
            return null;
        }

        var topics = await context.ReferenceItems.AsNoTracking()
            .Where(i => i.SchemeId == scheme && i.Kind == ReferenceKind.HealthTopics.Key && (i.From == null || i.From <= today) && (i.To == null || i.To >= today))
            .OrderBy(i => i.Order).Select(i => new HealthTopic(i.Code, i.Name, i.Hint)).ToListAsync(cancellation);
        var trainers = await context.Trainers(scheme, today).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(100).ToListAsync(cancellation);
        return new GoalForm(scheme, topics, trainers);
    }

    private IQueryable<HealthGoal> WithMe()
    {
        var viewer = context.Viewer.PersonId;
        return context.HealthGoals.Where(g => g.TrainerId == viewer && g.PersonId != viewer && g.LetGoOn == null);
    }

    private async Task<IReadOnlyList<GoalLine>> LinesAsync(IQueryable<HealthGoal> which, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        var goals = await which.AsNoTracking().Include(g => g.Steps.OrderBy(s => s.Number)).OrderBy(g => g.LetGoOn != null).ThenByDescending(g => g.SetOn).ThenByDescending(g => g.Id)
            .Take(200).ToListAsync(cancellation);
        if (goals.Count == 0)
        {
            return [];
        }

        var names = await context.NamesAsync(goals.Select(g => (Guid?)(g.PersonId == viewer ? g.TrainerId : g.PersonId)), cancellation);
        var schemes = goals.Select(g => g.SchemeId).Distinct().ToList();
        var topics = (await context.ReferenceItems.AsNoTracking().Where(i => schemes.Contains(i.SchemeId) && i.Kind == ReferenceKind.HealthTopics.Key)
            .OrderByDescending(i => i.From).Select(i => new { i.SchemeId, i.Code, i.Name }).ToListAsync(cancellation)).ToLookup(i => (i.SchemeId, i.Code), i => i.Name);
        Dictionary<Guid, Queue<string?>> words = [];
        foreach (var person in goals.GroupBy(g => g.PersonId))
        {
            var what = person.Key == viewer ? "Own page" : "Looked at the health goals you set together";
            words[person.Key] = new(await vault.OpenAsync(
                new Opening(person.Key, "your health goals", nameof(HealthGoal), person.Count() == 1 ? person.First().Id : Guid.Empty, what), [.. person.SelectMany(g => g.Steps).Select(s => s.Words)], cancellation));
        }

        return goals.ConvertAll(goal =>
        {
            var steps = goal.Steps.Select(s => new StepLine(words[goal.PersonId].Dequeue(), s.State, s.SetOn, s.ClosedOn)).ToList();
            steps.Reverse();
            return new GoalLine(
                goal.Id, goal.Version, topics[(goal.SchemeId, goal.Topic)].FirstOrDefault() ?? goal.Topic, goal.PersonId == viewer,
                names.GetValueOrDefault(goal.PersonId == viewer ? goal.TrainerId : goal.PersonId), goal.SetOn, goal.LetGoOn, steps);
        });
    }
}
