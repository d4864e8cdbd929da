using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>
/// A health goal: a topic from the scheme's list, and one small step at a time in the person's own words, set by the person and their trainer together.
/// It has no place for an illness or a medicine (INV-092), is counted nowhere, and nobody but the two sees it.
/// </summary>
public sealed class HealthGoal : IAboutPerson
{
    /// <summary>Longest step, in characters.</summary>
    public const int StepMaxLength = 280;

    private readonly List<HealthStep> steps = [];

    private HealthGoal()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose goal it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The trainer it is set with.</summary>
    public Guid TrainerId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Code of the topic in the scheme's list.</summary>
    public string Topic { get; private init; } = "";

    /// <summary>The London date on which it was set.</summary>
    public DateOnly SetOn { get; private init; }

    /// <summary>The London date on which it was let go; null while it stands.</summary>
    public DateOnly? LetGoOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Its steps, oldest first. At most the last is the next one now.</summary>
    public IReadOnlyList<HealthStep> Steps => steps;

    /// <summary>Sets a goal with its first step.</summary>
    internal static HealthGoal Set(Guid id, Guid personId, Guid trainerId, Guid schemeId, string topic, SealedText step, DateOnly on)
    {
        var goal = new HealthGoal { Id = id, PersonId = personId, TrainerId = trainerId, SchemeId = schemeId, Topic = topic, SetOn = on };
        goal.steps.Add(new HealthStep(goal, 1, step, on));
        return goal;
    }

    /// <summary>Says that the step is done or not the right one, and sets the next. A step that is done may stand without a next one for a while.</summary>
    internal Refusal? MoveOn(bool done, SealedText? next, DateOnly on)
    {
        if (LetGoOn is not null)
        {
            return new GoalIsLetGo();
        }

        var now = steps[^1];
        if (now.State == HealthStepState.Now)
        {
            if (!done && next is null)
            {
                return new Invalid("Next", "Enter the step that takes its place");
            }

            now.Close(done ? HealthStepState.Done : HealthStepState.Changed, on);
        }
        else if (next is null)
        {
            return new Invalid("Next", "Enter the next small step");
        }

        if (next is not null)
        {
            steps.Add(new HealthStep(this, steps.Count + 1, next, on));
        }

        Version++;
        return null;
    }

    /// <summary>Lets the goal go. Nobody asks why.</summary>
    internal Refusal? LetGo(DateOnly on)
    {
        if (LetGoOn is not null)
        {
            return new GoalIsLetGo();
        }

        if (steps[^1].State == HealthStepState.Now)
        {
            steps[^1].Close(HealthStepState.LetGo, on);
        }

        LetGoOn = on;
        Version++;
        return null;
    }

    /// <summary>The words of a step, checked.</summary>
    internal static Refusal? CheckStep(string? step, string field) =>
        Typed.Required(step, StepMaxLength, field, "Enter one small step, in your own words", "The step");
}

/// <summary>One small step.</summary>
public sealed class HealthStep : IAboutPerson
{
    private HealthStep()
    {
    }

    internal HealthStep(HealthGoal goal, int number, SealedText words, DateOnly on) =>
        (GoalId, PersonId, TrainerId, Number, Words, SetOn) = (goal.Id, goal.PersonId, goal.TrainerId, number, words, on);

    /// <summary>The goal.</summary>
    public Guid GoalId { get; private init; }

    /// <summary>Whose step it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The trainer it is set with.</summary>
    public Guid TrainerId { get; private init; }

    /// <summary>Which of the goal's, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The step in the person's own words, sealed.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>The London date on which it was set.</summary>
    public DateOnly SetOn { get; private init; }

    /// <summary>Where it stands.</summary>
    public HealthStepState State { get; private set; } = HealthStepState.Now;

    /// <summary>The London date on which it was done, changed or let go.</summary>
    public DateOnly? ClosedOn { get; private set; }

    internal void Close(HealthStepState state, DateOnly on)
    {
        if (!HealthStepStates.ExitsOf(State).Contains(state))
        {
            throw new InvalidOperationException($"A step that is {State} cannot become {state}.");
        }

        (State, ClosedOn) = (state, on);
    }
}

/// <summary>The goal has been let go.</summary>
public sealed record GoalIsLetGo() : Refusal("goal-is-let-go")
{
    /// <inheritdoc />
    public override string Sentence => "This goal has been let go. You can set a new one at any time.";
}
