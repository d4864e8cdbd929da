namespace Throughline.Delivery;

/// <summary>Where a session of a group stands. Whether it has been is for the clock to say, and who was there for its register.</summary>
public enum SessionState
{
    /// <summary>Has its date.</summary>
    Planned = 1,

    /// <summary>Called off by the service before it began.</summary>
    CalledOff = 2,
}

/// <summary>Who asked that something is on another day. A fact about the asking: it is neither good nor bad (INV-084).</summary>
public enum WhoAsked
{
    /// <summary>The person who was to come, or people in the group.</summary>
    Person = 1,

    /// <summary>The service.</summary>
    Service = 2,

    /// <summary>The officer.</summary>
    Officer = 3,
}

/// <summary>Each state's own exits, and the words.</summary>
public static class SessionStates
{
    private static readonly Dictionary<SessionState, SessionState[]> Exits = new()
    {
        [SessionState.Planned] = [SessionState.CalledOff],
        [SessionState.CalledOff] = [],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<SessionState> ExitsOf(SessionState state) => Exits[state];

    /// <summary>Who asked, in plain words.</summary>
    public static string Name(this WhoAsked asked) => asked switch
    {
        WhoAsked.Person => "The person asked",
        WhoAsked.Service => "The service asked",
        WhoAsked.Officer => "The officer asked",
        _ => throw new ArgumentOutOfRangeException(nameof(asked), asked, "There are three who can ask."),
    };
}
