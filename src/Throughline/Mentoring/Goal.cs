using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>How a goal stands. That one was not reached says nothing about the mentor, and is in no figure about them (INV-067).</summary>
public enum GoalState
{
    /// <summary>They are at it.</summary>
    Open = 1,

    /// <summary>Reached.</summary>
    Reached = 2,

    /// <summary>Let go, or changed into another.</summary>
    LetGo = 3,
}

/// <summary>Something that somebody wants to get to, in their words, with small steps.</summary>
public sealed class Goal : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 280;

    /// <summary>Most steps of a goal.</summary>
    public const int MostSteps = 20;

    private readonly List<GoalStep> steps = [];

    private Goal()
    {
    }

    internal Goal(Guid id, Guid personId, Guid schemeId, SealedText words, DateOnly on) => (Id, PersonId, SchemeId, Words, On) = (id, personId, schemeId, words, on);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What they want to get to.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>Since when.</summary>
    public DateOnly On { get; private init; }

    /// <summary>How it stands.</summary>
    public GoalState State { get; private set; } = GoalState.Open;

    /// <summary>When it was closed; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The small steps, in order.</summary>
    public IReadOnlyList<GoalStep> Steps => steps;

    internal Refusal? AddStep(SealedText words)
    {
        if (State != GoalState.Open || steps.Count >= MostSteps)
        {
            return new GoalClosed();
        }

        steps.Add(new GoalStep(this, steps.Count + 1, words));
        Version++;
        return null;
    }

    internal Refusal? Mark(int number, DateOnly? doneOn)
    {
        if (steps.Find(s => s.Number == number) is not { } step)
        {
            return new NotFound();
        }

        if (State != GoalState.Open)
        {
            return new GoalClosed();
        }

        step.DoneOn = doneOn;
        Version++;
        return null;
    }

    internal Refusal? Close(GoalState to, DateOnly on)
    {
        if (State != GoalState.Open || to == GoalState.Open)
        {
            return new GoalClosed();
        }

        (State, ClosedOn) = (to, on);
        Version++;
        return null;
    }
}

/// <summary>A small step towards a goal.</summary>
public sealed class GoalStep : IAboutPerson
{
    private GoalStep()
    {
    }

    internal GoalStep(Goal goal, int number, SealedText words) => (GoalId, Number, PersonId, SchemeId, Words) = (goal.Id, number, goal.PersonId, goal.SchemeId, words);

    /// <summary>The goal.</summary>
    public Guid GoalId { get; private init; }

    /// <summary>Its place, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Whose goal it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The step.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>When it was done; null while it is to do.</summary>
    public DateOnly? DoneOn { get; internal set; }
}

/// <summary>The goal is closed, or has as many steps as it can.</summary>
public sealed record GoalClosed() : Refusal("goal-closed")
{
    /// <inheritdoc />
    public override string Sentence => "This goal is closed, or has as many steps as it can have. Set a new one.";
}
