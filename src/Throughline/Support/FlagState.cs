namespace Throughline.Support;

/// <summary>Where a flag stands (state machine 12).</summary>
public enum FlagState
{
    /// <summary>Raised.</summary>
    Open = 1,

    /// <summary>Whoever has to act has seen it.</summary>
    Acknowledged = 2,

    /// <summary>It is agreed what the service does, and by when.</summary>
    ActionAgreed = 3,

    /// <summary>It was done.</summary>
    Resolved = 4,

    /// <summary>It turned out that nothing had to be done, with the reason.</summary>
    Dismissed = 5,

    /// <summary>The role came to its end first.</summary>
    Over = 6,

    /// <summary>Nobody was left who could act on it.</summary>
    Unowned = 7,
}

/// <summary>Each state's own exits. Anything not listed is refused; the end of the role closes it from any of them, and so does that nobody is left to act.</summary>
public static class FlagStates
{
    private static readonly Dictionary<FlagState, FlagState[]> Exits = new()
    {
        [FlagState.Open] = [FlagState.Acknowledged],
        [FlagState.Acknowledged] = [FlagState.ActionAgreed],
        [FlagState.ActionAgreed] = [FlagState.Resolved, FlagState.Dismissed],
        [FlagState.Resolved] = [],
        [FlagState.Dismissed] = [],
        [FlagState.Over] = [],
        [FlagState.Unowned] = [],
    };

    private static readonly Dictionary<FlagState, string> Names = new()
    {
        [FlagState.Open] = "Waits for the service",
        [FlagState.Acknowledged] = "Seen",
        [FlagState.ActionAgreed] = "Something is agreed",
        [FlagState.Resolved] = "Done",
        [FlagState.Dismissed] = "Closed, with a reason",
        [FlagState.Over] = "Closed, as the role ended",
        [FlagState.Unowned] = "Closed, as nobody was left to act on it",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<FlagState> ExitsOf(FlagState state) => Exits[state];

    /// <summary>True when nothing follows any more.</summary>
    public static bool IsClosed(this FlagState state) => Exits[state].Length == 0;

    /// <summary>The state in plain words.</summary>
    public static string Name(this FlagState state) => Names[state];
}
