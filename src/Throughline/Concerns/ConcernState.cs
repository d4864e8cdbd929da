namespace Throughline.Concerns;

/// <summary>Where a concern stands.</summary>
public enum ConcernState
{
    /// <summary>Being written; nobody but its owner knows of it.</summary>
    Draft = 1,

    /// <summary>Sent.</summary>
    Submitted = 2,

    /// <summary>A voice lead has said that it came.</summary>
    Acknowledged = 3,

    /// <summary>Somebody has been asked to look into it.</summary>
    HandlerAssigned = 4,

    /// <summary>They look into it.</summary>
    LookingInto = 5,

    /// <summary>The owner has been told what will be done.</summary>
    OutcomeOffered = 6,

    /// <summary>The owner accepts it.</summary>
    Accepted = 7,

    /// <summary>The owner asks somebody else to look again.</summary>
    Appealed = 8,

    /// <summary>Somebody else has looked again and said what will be done.</summary>
    OutcomeFinal = 9,

    /// <summary>Closed.</summary>
    Closed = 10,

    /// <summary>Taken back by its owner.</summary>
    Withdrawn = 11,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class ConcernStates
{
    private static readonly Dictionary<ConcernState, ConcernState[]> Exits = new()
    {
        [ConcernState.Draft] = [ConcernState.Submitted],
        [ConcernState.Submitted] = [ConcernState.Acknowledged, ConcernState.Withdrawn],
        [ConcernState.Acknowledged] = [ConcernState.HandlerAssigned, ConcernState.Withdrawn],
        [ConcernState.HandlerAssigned] = [ConcernState.LookingInto, ConcernState.Withdrawn],
        [ConcernState.LookingInto] = [ConcernState.OutcomeOffered, ConcernState.Withdrawn],
        [ConcernState.OutcomeOffered] = [ConcernState.Accepted, ConcernState.Appealed, ConcernState.Closed],
        [ConcernState.Accepted] = [ConcernState.Closed],
        [ConcernState.Appealed] = [ConcernState.OutcomeFinal],
        [ConcernState.OutcomeFinal] = [ConcernState.Closed],
        [ConcernState.Closed] = [],
        [ConcernState.Withdrawn] = [],
    };

    /// <summary>True where somebody looks into it, or is to be asked to again.</summary>
    public static bool HasHandler(this ConcernState state) => state is ConcernState.HandlerAssigned or ConcernState.LookingInto or ConcernState.Appealed;

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ConcernState> ExitsOf(ConcernState state) => Exits[state];

    /// <summary>True once nothing more happens.</summary>
    public static bool IsOver(this ConcernState state) => Exits[state].Length == 0;

    /// <summary>The state in plain words.</summary>
    public static string Name(this ConcernState state) => state switch
    {
        ConcernState.Draft => "Not sent yet",
        ConcernState.Submitted => "Sent",
        ConcernState.Acknowledged => "Received",
        ConcernState.HandlerAssigned => "Somebody is asked to look into it",
        ConcernState.LookingInto => "Being looked into",
        ConcernState.OutcomeOffered => "There is an answer",
        ConcernState.Accepted => "Answer accepted",
        ConcernState.Appealed => "Somebody else looks again",
        ConcernState.OutcomeFinal => "There is a last answer",
        ConcernState.Closed => "Closed",
        ConcernState.Withdrawn => "Taken back",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are eleven states."),
    };
}
