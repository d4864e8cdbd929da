namespace Throughline.People;

/// <summary>Where a role holding stands (state machine 1). Staff and service users hold their roles in <see cref="Held"/>.</summary>
public enum RoleState
{
    /// <summary>Said they would like to.</summary>
    Interested = 1,

    /// <summary>Applied.</summary>
    Applied = 2,

    /// <summary>Offered a place.</summary>
    Offered = 3,

    /// <summary>In training.</summary>
    InTraining = 4,

    /// <summary>Trained; waiting to be cleared.</summary>
    TrainedAwaitingClearance = 5,

    /// <summary>Doing the work with staff beside them.</summary>
    ActiveSupervised = 6,

    /// <summary>Doing the work alone.</summary>
    ActiveSolo = 7,

    /// <summary>Senior.</summary>
    Senior = 8,

    /// <summary>Pausing, with support, until a review date.</summary>
    Paused = 9,

    /// <summary>Not this time: with feedback and a date to try again.</summary>
    NotThisTime = 10,

    /// <summary>Ended, with its exit reason.</summary>
    Ended = 11,

    /// <summary>In a role that has no ladder: staff, service users.</summary>
    Held = 12,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class RoleStates
{
    private static readonly Dictionary<RoleState, RoleState[]> Exits = new()
    {
        [RoleState.Interested] = [RoleState.Applied, RoleState.Ended],
        [RoleState.Applied] = [RoleState.Offered, RoleState.NotThisTime, RoleState.Ended],
        [RoleState.Offered] = [RoleState.InTraining, RoleState.Ended],
        [RoleState.InTraining] = [RoleState.TrainedAwaitingClearance, RoleState.Ended],
        [RoleState.TrainedAwaitingClearance] = [RoleState.ActiveSupervised, RoleState.Ended],
        [RoleState.ActiveSupervised] = [RoleState.ActiveSolo, RoleState.Paused, RoleState.Ended],
        [RoleState.ActiveSolo] = [RoleState.Senior, RoleState.Paused, RoleState.Ended],
        [RoleState.Senior] = [RoleState.Paused, RoleState.Ended],
        [RoleState.Paused] = [RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior, RoleState.Ended],
        [RoleState.NotThisTime] = [],
        [RoleState.Ended] = [],
        [RoleState.Held] = [RoleState.Ended],
    };

    private static readonly Dictionary<RoleState, string> Names = new()
    {
        [RoleState.Interested] = "Interested",
        [RoleState.Applied] = "Applied",
        [RoleState.Offered] = "Offered a place",
        [RoleState.InTraining] = "In training",
        [RoleState.TrainedAwaitingClearance] = "Trained, waiting to be cleared",
        [RoleState.ActiveSupervised] = "Active, with staff beside them",
        [RoleState.ActiveSolo] = "Active, on their own",
        [RoleState.Senior] = "Senior",
        [RoleState.Paused] = "Pausing, with support",
        [RoleState.NotThisTime] = "Not this time",
        [RoleState.Ended] = "Ended",
        [RoleState.Held] = "Current",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<RoleState> ExitsOf(RoleState state) => Exits[state];

    /// <summary>True when the holding is over.</summary>
    public static bool IsOver(this RoleState state) => state is RoleState.Ended or RoleState.NotThisTime;

    /// <summary>True when the holder is doing the work.</summary>
    public static bool IsActive(this RoleState state) => state is RoleState.ActiveSupervised or RoleState.ActiveSolo or RoleState.Senior;

    /// <summary>True when the role gives its hats: from training on, and for roles that are simply held.</summary>
    public static bool GivesHats(this RoleState state) =>
        state is RoleState.InTraining or RoleState.TrainedAwaitingClearance or RoleState.Paused or RoleState.Held || state.IsActive();

    /// <summary>The state in plain words.</summary>
    public static string Name(this RoleState state) => Names[state];

    /// <summary>The state in plain words, said to the holder.</summary>
    public static string OwnName(this RoleState state) => state switch
    {
        RoleState.ActiveSupervised => "Active, with staff beside you",
        RoleState.ActiveSolo => "Active, on your own",
        _ => Names[state],
    };
}
