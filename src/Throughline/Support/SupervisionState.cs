namespace Throughline.Support;

/// <summary>Where a supervision stands.</summary>
public enum SupervisionState
{
    /// <summary>A day is set, and both put things on its agenda.</summary>
    Planned = 1,

    /// <summary>It was held, and one of the two wrote down what was agreed.</summary>
    Held = 2,

    /// <summary>Both have said that this is what was agreed.</summary>
    Confirmed = 3,

    /// <summary>It did not happen. Neither good nor bad: another day is set.</summary>
    CalledOff = 4,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class SupervisionStates
{
    private static readonly Dictionary<SupervisionState, SupervisionState[]> Exits = new()
    {
        [SupervisionState.Planned] = [SupervisionState.Held, SupervisionState.CalledOff],
        [SupervisionState.Held] = [SupervisionState.Confirmed],
        [SupervisionState.Confirmed] = [],
        [SupervisionState.CalledOff] = [],
    };

    private static readonly Dictionary<SupervisionState, string> Names = new()
    {
        [SupervisionState.Planned] = "Planned",
        [SupervisionState.Held] = "Held",
        [SupervisionState.Confirmed] = "Agreed by both",
        [SupervisionState.CalledOff] = "Did not happen",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<SupervisionState> ExitsOf(SupervisionState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this SupervisionState state) => Names[state];
}
