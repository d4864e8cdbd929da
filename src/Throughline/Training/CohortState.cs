namespace Throughline.Training;

/// <summary>Where a cohort stands.</summary>
public enum CohortState
{
    /// <summary>Has its dates; has not begun.</summary>
    Planned = 1,

    /// <summary>Running: its registers can be kept.</summary>
    Open = 2,

    /// <summary>Over.</summary>
    Finished = 3,

    /// <summary>Called off before it began.</summary>
    CalledOff = 4,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class CohortStates
{
    private static readonly Dictionary<CohortState, CohortState[]> Exits = new()
    {
        [CohortState.Planned] = [CohortState.Open, CohortState.CalledOff],
        [CohortState.Open] = [CohortState.Finished],
        [CohortState.Finished] = [],
        [CohortState.CalledOff] = [],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<CohortState> ExitsOf(CohortState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this CohortState state) => state switch
    {
        CohortState.Planned => "Planned",
        CohortState.Open => "Running",
        CohortState.Finished => "Finished",
        CohortState.CalledOff => "Called off",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are four states."),
    };
}
