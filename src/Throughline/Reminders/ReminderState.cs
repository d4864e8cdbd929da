namespace Throughline.Reminders;

/// <summary>Where a reminder stands.</summary>
public enum ReminderState
{
    /// <summary>To be sent.</summary>
    Waiting = 1,

    /// <summary>A try failed; there will be another.</summary>
    Failed = 2,

    /// <summary>Sent: the channel has accepted it.</summary>
    Sent = 3,

    /// <summary>Done before it was sent, or no longer this person's to be told. It waits again when that changes.</summary>
    NoLongerNeeded = 4,

    /// <summary>Failed too often, or for good. The thing itself stays on its page.</summary>
    GivenUp = 5,
}

/// <summary>Each state's own exits, and what it is called.</summary>
public static class ReminderStates
{
    private static readonly ReminderState[] FromOpen = [ReminderState.Failed, ReminderState.Sent, ReminderState.NoLongerNeeded, ReminderState.GivenUp];

    private static readonly Dictionary<ReminderState, (string Name, ReminderState[] Exits)> States = new()
    {
        [ReminderState.Waiting] = ("Waiting", FromOpen),
        [ReminderState.Failed] = ("Failed, to be tried again", FromOpen),
        [ReminderState.Sent] = ("Sent", []),
        [ReminderState.NoLongerNeeded] = ("No longer needed", [ReminderState.Waiting]),
        [ReminderState.GivenUp] = ("Given up", []),
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ReminderState> ExitsOf(ReminderState state) => States[state].Exits;

    /// <summary>True while it is to be sent.</summary>
    public static bool IsOpen(this ReminderState state) => state is ReminderState.Waiting or ReminderState.Failed;

    /// <summary>What it is called on a page.</summary>
    public static string Name(this ReminderState state) => States[state].Name;
}

/// <summary>A way to reach somebody.</summary>
public enum ReminderChannel
{
    /// <summary>E-mail.</summary>
    Email = 1,

    /// <summary>The development outbox of the fictional service: nothing leaves the machine.</summary>
    Outbox = 2,

    /// <summary>A text message, through a gateway.</summary>
    Text = 3,
}

/// <summary>What each channel is called.</summary>
public static class ReminderChannels
{
    /// <summary>The channel in plain words.</summary>
    public static string Name(this ReminderChannel channel) => channel switch
    {
        ReminderChannel.Email => "Email",
        ReminderChannel.Outbox => "Development outbox",
        _ => "Text message",
    };
}
