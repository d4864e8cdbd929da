namespace Throughline.Training;

/// <summary>Where somebody stands on a programme (state machine 2).</summary>
public enum EnrolmentState
{
    /// <summary>Has a place.</summary>
    Enrolled = 1,

    /// <summary>Has come at least once, or had a part signed off.</summary>
    Attending = 2,

    /// <summary>Will go on with another cohort.</summary>
    Deferred = 3,

    /// <summary>Finished, with a certificate.</summary>
    Completed = 4,

    /// <summary>Stopped: by their own choice, or because the role they trained for ended. Why is not asked.</summary>
    Withdrew = 5,

    /// <summary>Was asked to stop, by somebody who said why.</summary>
    AskedToStop = 6,
}

/// <summary>
/// Each state's own exits. Anything not listed is refused. Nobody has to come once in order to be allowed to say no or later: the first state has
/// those two exits as well.
/// </summary>
public static class EnrolmentStates
{
    private static readonly Dictionary<EnrolmentState, EnrolmentState[]> Exits = new()
    {
        [EnrolmentState.Enrolled] = [EnrolmentState.Attending, EnrolmentState.Deferred, EnrolmentState.Withdrew],
        [EnrolmentState.Attending] = [EnrolmentState.Completed, EnrolmentState.Deferred, EnrolmentState.Withdrew, EnrolmentState.AskedToStop],
        [EnrolmentState.Deferred] = [EnrolmentState.Attending, EnrolmentState.Withdrew],
        [EnrolmentState.Completed] = [],
        [EnrolmentState.Withdrew] = [],
        [EnrolmentState.AskedToStop] = [],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<EnrolmentState> ExitsOf(EnrolmentState state) => Exits[state];

    /// <summary>True while they are on the programme or will go on with it.</summary>
    public static bool IsOpen(this EnrolmentState state) => state <= EnrolmentState.Deferred;

    /// <summary>The state in plain words.</summary>
    public static string Name(this EnrolmentState state) => state switch
    {
        EnrolmentState.Enrolled => "Has a place",
        EnrolmentState.Attending => "Taking part",
        EnrolmentState.Deferred => "Going on later",
        EnrolmentState.Completed => "Finished",
        EnrolmentState.Withdrew => "Stopped",
        EnrolmentState.AskedToStop => "Asked to stop",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are six states."),
    };
}
