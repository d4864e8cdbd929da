namespace Throughline.HealthGoals;

/// <summary>Where a step stands.</summary>
public enum HealthStepState
{
    /// <summary>The next small step now.</summary>
    Now = 1,

    /// <summary>Done.</summary>
    Done = 2,

    /// <summary>Another step took its place.</summary>
    Changed = 3,

    /// <summary>Let go with its goal.</summary>
    LetGo = 4,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class HealthStepStates
{
    private static readonly Dictionary<HealthStepState, HealthStepState[]> Exits = new()
    {
        [HealthStepState.Now] = [HealthStepState.Done, HealthStepState.Changed, HealthStepState.LetGo],
        [HealthStepState.Done] = [],
        [HealthStepState.Changed] = [],
        [HealthStepState.LetGo] = [],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<HealthStepState> ExitsOf(HealthStepState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this HealthStepState state) => state switch
    {
        HealthStepState.Now => "Next step",
        HealthStepState.Done => "Done",
        HealthStepState.Changed => "Changed",
        HealthStepState.LetGo => "Let go",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are four states."),
    };
}
