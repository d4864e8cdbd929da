namespace Throughline.Recruitment;

/// <summary>Where it stands with looking into whether somebody may do a duty (state machine 3).</summary>
public enum VettingState
{
    /// <summary>Nothing has to be looked into: the duties ask for no clearance.</summary>
    NotNeeded = 1,

    /// <summary>A coordinator has named the duties and who decides.</summary>
    Opened = 2,

    /// <summary>The person has been told by which way it goes and what is asked of them.</summary>
    AwaitingPerson = 3,

    /// <summary>The person has done what was asked; it is to be decided.</summary>
    Submitted = 4,

    /// <summary>Cleared.</summary>
    Cleared = 5,

    /// <summary>Cleared, with limits that only the person is told.</summary>
    ClearedWithLimits = 6,

    /// <summary>Refused, with reasons; an appeal is open until a day.</summary>
    Refused = 7,

    /// <summary>The person has appealed, and somebody else looks at it.</summary>
    Appeal = 8,

    /// <summary>Refused on appeal.</summary>
    RefusedFinal = 9,

    /// <summary>Cleared, and soon to run out. Comes by the calendar.</summary>
    Expiring = 10,

    /// <summary>It ran out. Comes by the calendar, and never ends a role (INV-022).</summary>
    Expired = 11,

    /// <summary>Another clearance has taken its place in time.</summary>
    Renewed = 12,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class VettingStates
{
    private static readonly Dictionary<VettingState, VettingState[]> Exits = new()
    {
        [VettingState.NotNeeded] = [],
        [VettingState.Opened] = [VettingState.AwaitingPerson],
        [VettingState.AwaitingPerson] = [VettingState.Submitted],
        [VettingState.Submitted] = [VettingState.Cleared, VettingState.ClearedWithLimits, VettingState.Refused],
        [VettingState.Cleared] = [VettingState.Expiring],
        [VettingState.ClearedWithLimits] = [VettingState.Expiring],
        [VettingState.Refused] = [VettingState.Appeal],
        [VettingState.Appeal] = [VettingState.Cleared, VettingState.RefusedFinal],
        [VettingState.RefusedFinal] = [],
        [VettingState.Expiring] = [VettingState.Expired, VettingState.Renewed],
        [VettingState.Expired] = [],
        [VettingState.Renewed] = [],
    };

    private static readonly Dictionary<VettingState, string> Names = new()
    {
        [VettingState.NotNeeded] = "Not needed",
        [VettingState.Opened] = "With the person who decides",
        [VettingState.AwaitingPerson] = "Waiting for their part",
        [VettingState.Submitted] = "Being decided",
        [VettingState.Cleared] = "Cleared",
        [VettingState.ClearedWithLimits] = "Cleared, with limits",
        [VettingState.Refused] = "Not cleared; they can appeal",
        [VettingState.Appeal] = "Being looked at again",
        [VettingState.RefusedFinal] = "Not cleared",
        [VettingState.Expiring] = "Cleared, soon to run out",
        [VettingState.Expired] = "Ran out",
        [VettingState.Renewed] = "Renewed",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<VettingState> ExitsOf(VettingState state) => Exits[state];

    /// <summary>True while somebody has something to do before there is an outcome.</summary>
    public static bool IsOpen(this VettingState state) =>
        state is VettingState.Opened or VettingState.AwaitingPerson or VettingState.Submitted or VettingState.Appeal;

    /// <summary>True once it came out in the person's favour, whatever the calendar has made of it since.</summary>
    public static bool IsCleared(this VettingState state) => state is VettingState.Cleared or VettingState.ClearedWithLimits;

    /// <summary>The state in plain words.</summary>
    public static string Name(this VettingState state) => Names[state];
}
