namespace Throughline.People;

/// <summary>Where a conflict stands (state machine 14).</summary>
public enum ConflictState
{
    /// <summary>Somebody said that two people are close.</summary>
    Declared = 1,

    /// <summary>The wall stands, without anybody having had to decide; while nobody has been confirmed, newcomers of the name are walled too.</summary>
    InterimWall = 2,

    /// <summary>A coordinator has said who it is.</summary>
    Assessed = 3,

    /// <summary>The wall stands with a plan for the work around it.</summary>
    WallActive = 4,

    /// <summary>Being looked at again.</summary>
    InReview = 5,

    /// <summary>Looked at, and it stays.</summary>
    Continued = 6,

    /// <summary>Lifted.</summary>
    Lifted = 7,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class ConflictStates
{
    private static readonly Dictionary<ConflictState, ConflictState[]> Exits = new()
    {
        [ConflictState.Declared] = [ConflictState.InterimWall],
        [ConflictState.InterimWall] = [ConflictState.Assessed],
        [ConflictState.Assessed] = [ConflictState.WallActive],
        [ConflictState.WallActive] = [ConflictState.InReview],
        [ConflictState.InReview] = [ConflictState.Lifted, ConflictState.Continued],
        [ConflictState.Continued] = [ConflictState.InReview],
        [ConflictState.Lifted] = [],
    };

    private static readonly Dictionary<ConflictState, string> Names = new()
    {
        [ConflictState.Declared] = "Just told us",
        [ConflictState.InterimWall] = "Wall up, to be looked at",
        [ConflictState.Assessed] = "Looked at, needs a plan",
        [ConflictState.WallActive] = "Wall up, with a plan",
        [ConflictState.InReview] = "Being looked at again",
        [ConflictState.Continued] = "Wall stays, with a plan",
        [ConflictState.Lifted] = "Wall taken down",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ConflictState> ExitsOf(ConflictState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this ConflictState state) => Names[state];
}
