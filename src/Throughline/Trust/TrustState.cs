namespace Throughline.Trust;

/// <summary>
/// Where a grant of trust stands (state machine 4). <see cref="Accepted"/>, <see cref="ReviewDue"/> and <see cref="Restored"/> are passed through
/// in the write that leads on to <see cref="Active"/>; that a review is due is told by its date.
/// </summary>
public enum TrustState
{
    /// <summary>Somebody thinks it is time; nobody has granted it yet.</summary>
    Proposed = 1,

    /// <summary>Granted in words; the holder has not answered.</summary>
    Offered = 2,

    /// <summary>The holder said no. Nothing follows from it.</summary>
    Declined = 3,

    /// <summary>The holder said yes.</summary>
    Accepted = 4,

    /// <summary>Holds.</summary>
    Active = 5,

    /// <summary>Is being looked at again.</summary>
    ReviewDue = 6,

    /// <summary>On hold, for so many days at most.</summary>
    Suspended = 7,

    /// <summary>Given back after a hold.</summary>
    Restored = 8,

    /// <summary>Taken back, by two people, with a way to appeal.</summary>
    Withdrawn = 9,

    /// <summary>Over, because the role is, or the proposal was let go.</summary>
    Ended = 10,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class TrustStates
{
    private static readonly Dictionary<TrustState, TrustState[]> Exits = new()
    {
        [TrustState.Proposed] = [TrustState.Offered, TrustState.Ended],
        [TrustState.Offered] = [TrustState.Declined, TrustState.Accepted, TrustState.Ended],
        [TrustState.Declined] = [],
        [TrustState.Accepted] = [TrustState.Active],
        [TrustState.Active] = [TrustState.ReviewDue, TrustState.Suspended, TrustState.Ended],
        [TrustState.ReviewDue] = [TrustState.Active, TrustState.Suspended, TrustState.Ended],
        [TrustState.Suspended] = [TrustState.Restored, TrustState.Withdrawn, TrustState.Ended],
        [TrustState.Restored] = [TrustState.Active],
        [TrustState.Withdrawn] = [],
        [TrustState.Ended] = [],
    };

    private static readonly Dictionary<TrustState, string> Names = new()
    {
        [TrustState.Proposed] = "Put forward",
        [TrustState.Offered] = "Offered",
        [TrustState.Declined] = "Not taken up",
        [TrustState.Accepted] = "Accepted",
        [TrustState.Active] = "Granted",
        [TrustState.ReviewDue] = "Being looked at again",
        [TrustState.Suspended] = "On hold",
        [TrustState.Restored] = "Given back",
        [TrustState.Withdrawn] = "Taken back",
        [TrustState.Ended] = "Ended",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<TrustState> ExitsOf(TrustState state) => Exits[state];

    /// <summary>True when nothing can follow.</summary>
    public static bool IsOver(this TrustState state) => Exits[state].Length == 0;

    /// <summary>The state in plain words.</summary>
    public static string Name(this TrustState state) => Names[state];
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record TrustMoveNotOpen(TrustState From, TrustState To) : Refusal("trust-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"A step of trust that is “{From.Name()}” cannot become “{To.Name()}”.";
}
