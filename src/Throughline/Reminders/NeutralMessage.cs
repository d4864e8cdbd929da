namespace Throughline.Reminders;

/// <summary>
/// What a message says. Others may see a phone or an inbox, so it names no service, scheme, person, place, role or reason (E27): the words are all
/// here, and nothing but a number and a link is put into them.
/// </summary>
/// <param name="Subject">The subject; the same for every message.</param>
/// <param name="Text">The text.</param>
/// <param name="Id">Stable for one person, channel and day: a mailbox that gets a message twice can tell.</param>
public sealed record NeutralMessage(string Subject, string Text, string Id)
{
    /// <summary>The one subject.</summary>
    public const string TheSubject = "Something to look at";

    /// <summary>The one message of a day.</summary>
    /// <param name="things">How many things.</param>
    /// <param name="address">The address of the installation; null to name none.</param>
    /// <param name="id">Its id.</param>
    public static NeutralMessage Of(int things, Uri? address, string id) => new(
        TheSubject,
        $"""
        {(things == 1 ? "There is something for you to look at." : $"There are {things} things for you to look at.")}

        {(address is null ? "Sign in as you usually do to see." : $"Sign in to see: {new Uri(address, "/reminders")}")}

        There is one message a day at most. You can stop them when you have signed in.
        """,
        id);

    /// <summary>Somebody is needed at once. It says neither what for nor where.</summary>
    /// <param name="address">The address of the installation; null to name none.</param>
    /// <param name="id">Its id.</param>
    public static NeutralMessage Now(Uri? address, string id) => new(
        TheSubject,
        $"""
        You are needed now. Please look at once.

        {(address is null ? "Sign in as you usually do to see." : $"Sign in to see: {new Uri(address, "/now")}")}
        """,
        id);

    /// <summary>A message to see whether messages arrive.</summary>
    public static NeutralMessage Test(string id) => new(TheSubject, "This is a test. There is nothing to do.", id);

    /// <summary>Asks whether an address is theirs.</summary>
    /// <param name="address">The address of the installation.</param>
    /// <param name="token">The secret of the link.</param>
    /// <param name="id">Its id.</param>
    public static NeutralMessage Confirm(Uri address, string token, string id) => new(
        TheSubject,
        $"""
        You asked us to check this address. To say that it is yours, sign in and open this link within a day:

        {new Uri(address, $"/reminders/confirm/{token}")}

        If you did not ask, there is nothing to do.
        """,
        id);
}
