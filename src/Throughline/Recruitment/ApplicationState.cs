namespace Throughline.Recruitment;

/// <summary>Where an application stands.</summary>
public enum ApplicationState
{
    /// <summary>Sent; nobody has talked with the person yet.</summary>
    Sent = 1,

    /// <summary>A talk has been held.</summary>
    Talking = 2,

    /// <summary>A panel has been asked.</summary>
    Panel = 3,

    /// <summary>A place is offered; the person has not answered.</summary>
    Offered = 4,

    /// <summary>The person said yes.</summary>
    Accepted = 5,

    /// <summary>The person said no to the offer.</summary>
    Declined = 6,

    /// <summary>Not this time, with feedback and a date to try again.</summary>
    NotThisTime = 7,

    /// <summary>Taken back by the person.</summary>
    Withdrawn = 8,
}

/// <summary>Each state's own exits, and what it is called.</summary>
public static class ApplicationStates
{
    private static readonly Dictionary<ApplicationState, (string Name, ApplicationState[] Exits)> States = new()
    {
        [ApplicationState.Sent] = ("Sent", [ApplicationState.Talking, ApplicationState.Withdrawn]),
        [ApplicationState.Talking] = ("Talking", [ApplicationState.Talking, ApplicationState.Panel, ApplicationState.Offered, ApplicationState.NotThisTime, ApplicationState.Withdrawn]),
        [ApplicationState.Panel] = ("With the panel", [ApplicationState.Talking, ApplicationState.Offered, ApplicationState.NotThisTime, ApplicationState.Withdrawn]),
        [ApplicationState.Offered] = ("Offered a place", [ApplicationState.Accepted, ApplicationState.Declined]),
        [ApplicationState.Accepted] = ("Accepted", []),
        [ApplicationState.Declined] = ("Said no to the offer", []),
        [ApplicationState.NotThisTime] = ("Not this time", []),
        [ApplicationState.Withdrawn] = ("Taken back", []),
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ApplicationState> ExitsOf(ApplicationState state) => States[state].Exits;

    /// <summary>True when nothing more can happen to it.</summary>
    public static bool IsOver(this ApplicationState state) => States[state].Exits.Length == 0;

    /// <summary>What it is called on a page.</summary>
    public static string Name(this ApplicationState state) => States[state].Name;
}

/// <summary>How somebody came to apply (state machine 20).</summary>
public enum ApplicationRoute
{
    /// <summary>It was their own idea.</summary>
    SelfInitiated = 1,

    /// <summary>Somebody encouraged them: which sort of person is kept, never who.</summary>
    Encouraged = 2,

    /// <summary>They saw somebody do it. That person is named only if they agree (INV-170).</summary>
    Inspired = 3,
}
