namespace Throughline.Security;

/// <summary>Whether the person whose record was opened in an emergency has been told.</summary>
public enum EmergencyTelling
{
    /// <summary>They are told by themselves on the day that was set when it was opened.</summary>
    Waiting = 1,

    /// <summary>A data protection lead has written down what serious harm telling them could do.</summary>
    HeldBack = 2,

    /// <summary>They can see it.</summary>
    Told = 3,
}

/// <summary>Each state's own exits. Anything not listed is refused: what has been told cannot be taken back.</summary>
public static class EmergencyTellings
{
    private static readonly Dictionary<EmergencyTelling, EmergencyTelling[]> Exits = new()
    {
        [EmergencyTelling.Waiting] = [EmergencyTelling.HeldBack, EmergencyTelling.Told],
        [EmergencyTelling.HeldBack] = [EmergencyTelling.Told],
        [EmergencyTelling.Told] = [],
    };

    private static readonly Dictionary<EmergencyTelling, string> Names = new()
    {
        [EmergencyTelling.Waiting] = "Not told yet",
        [EmergencyTelling.HeldBack] = "Held back",
        [EmergencyTelling.Told] = "Told",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<EmergencyTelling> ExitsOf(EmergencyTelling state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this EmergencyTelling state) => Names[state];
}
