namespace Throughline.Delivery.Programmes;

/// <summary>Where a version of a programme for sessions stands (state machine 9).</summary>
public enum ProgrammeState
{
    /// <summary>Somebody had the idea.</summary>
    Idea = 1,

    /// <summary>Peers and staff work out together what it is to be.</summary>
    CoDesign = 2,

    /// <summary>It is being written.</summary>
    Draft = 3,

    /// <summary>Peers read it and say what they think.</summary>
    PeerReview = 4,

    /// <summary>Nothing is left to write; it waits for approval.</summary>
    Finalised = 5,

    /// <summary>It may be delivered (INV-087).</summary>
    Approved = 6,

    /// <summary>A group runs it.</summary>
    Delivering = 7,

    /// <summary>A newer version is being made of it. Groups that run it go on with it.</summary>
    Revised = 8,

    /// <summary>Nobody runs it any more.</summary>
    Retired = 9,
}

/// <summary>Each state's own exits, and the words.</summary>
public static class ProgrammeStates
{
    private static readonly Dictionary<ProgrammeState, ProgrammeState[]> Exits = new()
    {
        [ProgrammeState.Idea] = [ProgrammeState.CoDesign],
        [ProgrammeState.CoDesign] = [ProgrammeState.Draft],
        [ProgrammeState.Draft] = [ProgrammeState.PeerReview],
        [ProgrammeState.PeerReview] = [ProgrammeState.Finalised, ProgrammeState.Draft],
        [ProgrammeState.Finalised] = [ProgrammeState.Approved, ProgrammeState.Draft],
        [ProgrammeState.Approved] = [ProgrammeState.Delivering, ProgrammeState.Retired],
        [ProgrammeState.Delivering] = [ProgrammeState.Revised, ProgrammeState.Retired],
        [ProgrammeState.Revised] = [ProgrammeState.Retired],
        [ProgrammeState.Retired] = [],
    };

    /// <summary>The states that may follow. After <see cref="ProgrammeState.Revised"/> it is a new version that is a draft; this one can only be retired.</summary>
    public static IReadOnlyList<ProgrammeState> ExitsOf(ProgrammeState state) => Exits[state];

    /// <summary>True while its sessions can be written and changed.</summary>
    public static bool IsOpen(this ProgrammeState state) => state is ProgrammeState.CoDesign or ProgrammeState.Draft;

    /// <summary>True when a group may begin to run it (INV-087).</summary>
    public static bool MayBeDelivered(this ProgrammeState state) => state is ProgrammeState.Approved or ProgrammeState.Delivering;

    /// <summary>The state in plain words.</summary>
    public static string Name(this ProgrammeState state) => state switch
    {
        ProgrammeState.Idea => "Idea",
        ProgrammeState.CoDesign => "Being worked out together",
        ProgrammeState.Draft => "Being written",
        ProgrammeState.PeerReview => "Peers are reading it",
        ProgrammeState.Finalised => "Waits for approval",
        ProgrammeState.Approved => "Approved",
        ProgrammeState.Delivering => "Being delivered",
        ProgrammeState.Revised => "A newer version is being made",
        ProgrammeState.Retired => "Retired",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are nine states."),
    };
}
