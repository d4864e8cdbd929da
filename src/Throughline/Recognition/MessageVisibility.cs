namespace Throughline.Recognition;

/// <summary>
/// Who may read a message (state machine 10). Being counted without a name is no state: it gives nobody anything to read. Nor is a concern raised from
/// one: its owner begins it with a copy of the words, and the message stays as it is.
/// </summary>
public enum MessageVisibility
{
    /// <summary>Its owner alone.</summary>
    Private = 1,

    /// <summary>Its owner, and the supervisor it was shared with while they supervise them.</summary>
    SharedWithSupervisor = 2,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class MessageVisibilities
{
    private static readonly Dictionary<MessageVisibility, MessageVisibility[]> Exits = new()
    {
        [MessageVisibility.Private] = [MessageVisibility.SharedWithSupervisor],
        [MessageVisibility.SharedWithSupervisor] = [],
    };

    private static readonly Dictionary<MessageVisibility, string> Names = new()
    {
        [MessageVisibility.Private] = "Only you",
        [MessageVisibility.SharedWithSupervisor] = "You and your supervisor",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<MessageVisibility> ExitsOf(MessageVisibility state) => Exits[state];

    /// <summary>Who can read it, in words to the owner.</summary>
    public static string Name(this MessageVisibility state) => Names[state];
}
