namespace Throughline.Reminders;

/// <summary>
/// A way out for messages: e-mail, the development outbox, a gateway for text messages. A channel knows addresses and words, never what is due or to
/// whom it belongs. Web push would be another.
/// </summary>
public interface IReminderChannel
{
    /// <summary>Which channel.</summary>
    ReminderChannel Kind { get; }

    /// <summary>Whether this installation has set it up.</summary>
    bool IsOn { get; }

    /// <summary>Sends a message. Does not throw for what a mail server or gateway says no to.</summary>
    Task<SendResult> SendAsync(string to, NeutralMessage message, CancellationToken cancellation);
}

/// <summary>What came of a try to send.</summary>
/// <param name="Failure">A short code of what went wrong; null when the message was accepted.</param>
/// <param name="ForGood">True when trying again cannot help.</param>
public readonly record struct SendResult(string? Failure, bool ForGood)
{
    /// <summary>Accepted.</summary>
    public static SendResult Accepted => default;

    /// <summary>Not now.</summary>
    public static SendResult NotNow(string failure) => new(failure, false);

    /// <summary>Never.</summary>
    public static SendResult Never(string failure) => new(failure, true);
}

/// <summary>Where the installation is found, for the link in a message; null where it has not been said.</summary>
/// <param name="Address">The address that people open, such as <c>https://hub.example</c>.</param>
public sealed record InstallationAddress(Uri? Address);
