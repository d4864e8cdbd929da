namespace Throughline.Delivery;

/// <summary>What happened. It is a fact, not a judgement: what it means is for the officer to decide.</summary>
public enum AttendanceMark
{
    /// <summary>They were there.</summary>
    Attended = 1,

    /// <summary>They were there, and came late.</summary>
    AttendedLate = 2,

    /// <summary>They were there, and left before the end.</summary>
    LeftEarly = 3,

    /// <summary>They were not there.</summary>
    DidNotAttend = 4,

    /// <summary>There was no session, whatever the service's reason: nobody's absence (INV-083).</summary>
    SessionDidNotHappen = 5,
}

/// <summary>Where a fact stands.</summary>
public enum FactState
{
    /// <summary>Written down once.</summary>
    Recorded = 1,

    /// <summary>Put right since; what it said before is kept.</summary>
    Corrected = 2,
}

/// <summary>Where a decision about a fact stands.</summary>
public enum DecisionState
{
    /// <summary>The fact waits for the officer.</summary>
    Awaiting = 1,

    /// <summary>Decided.</summary>
    Decided = 2,

    /// <summary>Decided otherwise since, with a reason; what it said before is kept.</summary>
    Amended = 3,
}

/// <summary>Each state's own exits, and the words.</summary>
public static class FactStates
{
    private static readonly Dictionary<FactState, FactState[]> FactExits = new()
    {
        [FactState.Recorded] = [FactState.Corrected],
        [FactState.Corrected] = [FactState.Corrected],
    };

    private static readonly Dictionary<DecisionState, DecisionState[]> DecisionExits = new()
    {
        [DecisionState.Awaiting] = [DecisionState.Decided],
        [DecisionState.Decided] = [DecisionState.Amended],
        [DecisionState.Amended] = [DecisionState.Amended],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<FactState> ExitsOf(FactState state) => FactExits[state];

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<DecisionState> ExitsOf(DecisionState state) => DecisionExits[state];

    /// <summary>True where the person was there, late or for a part of it included.</summary>
    public static bool WasThere(this AttendanceMark mark) => mark is AttendanceMark.Attended or AttendanceMark.AttendedLate or AttendanceMark.LeftEarly;

    /// <summary>The mark in plain words.</summary>
    public static string Name(this AttendanceMark mark) => mark switch
    {
        AttendanceMark.Attended => "Came",
        AttendanceMark.AttendedLate => "Came late",
        AttendanceMark.LeftEarly => "Left early",
        AttendanceMark.DidNotAttend => "Did not come",
        AttendanceMark.SessionDidNotHappen => "The session did not happen",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "There are five marks."),
    };
}
