namespace Throughline.Trust;

/// <summary>Where a hub stands (state machine 6). A hub that nobody has unlocked since it was last locked is <see cref="Closed"/>.</summary>
public enum OpeningState
{
    /// <summary>Nobody has unlocked it.</summary>
    Closed = 1,

    /// <summary>Unlocked by somebody who holds the keys, and not yet open to anybody.</summary>
    Unlocked = 2,

    /// <summary>Open to the team.</summary>
    OpenPeersOnly = 3,

    /// <summary>Open to service users too, while somebody who may is there (INV-046).</summary>
    OpenToServiceUsers = 4,

    /// <summary>Locked up. The next time it is unlocked is a new opening.</summary>
    Locked = 5,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class OpeningStates
{
    private static readonly Dictionary<OpeningState, OpeningState[]> Exits = new()
    {
        [OpeningState.Closed] = [OpeningState.Unlocked],
        [OpeningState.Unlocked] = [OpeningState.OpenPeersOnly],
        [OpeningState.OpenPeersOnly] = [OpeningState.OpenToServiceUsers, OpeningState.Locked],
        [OpeningState.OpenToServiceUsers] = [OpeningState.OpenPeersOnly, OpeningState.Locked],
        [OpeningState.Locked] = [],
    };

    private static readonly Dictionary<OpeningState, string> Names = new()
    {
        [OpeningState.Closed] = "Closed",
        [OpeningState.Unlocked] = "Unlocked, not open yet",
        [OpeningState.OpenPeersOnly] = "Open to the team only",
        [OpeningState.OpenToServiceUsers] = "Open to everybody",
        [OpeningState.Locked] = "Locked",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<OpeningState> ExitsOf(OpeningState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this OpeningState state) => Names[state];
}
