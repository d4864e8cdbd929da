using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>How somebody wants to be told: theirs alone to choose. Somebody who never chose is told by e-mail once their address is confirmed.</summary>
public sealed class ReminderChoice : IAboutPerson
{
    /// <summary>Hours for which the link that confirms an address works. A day: until the next time they look.</summary>
    public const int LinkHours = 24;

    /// <summary>Minutes before another such link may be asked for: the first is on its way.</summary>
    public const int AskAgainMinutes = 5;

    private ReminderChoice()
    {
    }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Whether they want messages by e-mail.</summary>
    public bool ByEmail { get; private set; } = true;

    /// <summary>Whether they want text messages.</summary>
    public bool ByText { get; private set; }

    /// <summary>The number for text messages, sealed; null when they gave none.</summary>
    public SealedText? Phone { get; private set; }

    /// <summary>The London hour at which their quiet time begins (0 to 23).</summary>
    public int QuietFrom { get; private set; } = QuietHours.Usual.From;

    /// <summary>The London hour at which it ends (0 to 23); the same hour for no quiet time.</summary>
    public int QuietTo { get; private set; } = QuietHours.Usual.To;

    /// <summary>The hash of the address they have shown to be theirs; null for none. Another address is not confirmed by it.</summary>
    public byte[]? ConfirmedHash { get; private set; }

    /// <summary>The hash of the secret of a link on its way; null for none.</summary>
    public byte[]? TokenHash { get; private set; }

    /// <summary>The hash of the address it went to.</summary>
    public byte[]? AskedHash { get; private set; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal static ReminderChoice Of(Guid personId) => new() { PersonId = personId };

    /// <summary>Chooses.</summary>
    /// <returns>Null, or <see cref="Invalid"/> for an hour that is none, or text messages without a number.</returns>
    public Refusal? Choose(bool byEmail, bool byText, SealedText? phone, QuietHours quiet)
    {
        if (quiet.From is < 0 or > 23 || quiet.To is < 0 or > 23)
        {
            return new Invalid(nameof(QuietFrom), "Choose an hour from the list");
        }

        if (byText && phone is null)
        {
            return new Invalid(nameof(Phone), "Enter the number for text messages");
        }

        (ByEmail, ByText, Phone, QuietFrom, QuietTo) = (byEmail, byText, phone, quiet.From, quiet.To);
        Version++;
        return null;
    }

    /// <summary>A link is on its way to an address.</summary>
    public Refusal? AskToConfirm(byte[] tokenHash, byte[] addressHash, DateTimeOffset now)
    {
        if (AskedAt is { } last && last > now.AddMinutes(-AskAgainMinutes))
        {
            return new AskedJustNow();
        }

        (TokenHash, AskedHash, AskedAt) = (tokenHash, addressHash, now);
        Version++;
        return null;
    }

    /// <summary>They opened the link: the address is theirs. The link works once.</summary>
    /// <param name="tokenHash">The hash of the link's secret.</param>
    /// <param name="addressHash">The hash of the address they sign in with now.</param>
    /// <param name="now">When.</param>
    public Refusal? Confirm(byte[] tokenHash, byte[] addressHash, DateTimeOffset now)
    {
        if (TokenHash is null || AskedHash is null || !TokenHash.AsSpan().SequenceEqual(tokenHash) || !AskedHash.AsSpan().SequenceEqual(addressHash)
            || AskedAt is not { } asked || asked <= now.AddHours(-LinkHours))
        {
            return new LinkOver();
        }

        (ConfirmedHash, TokenHash, AskedHash, AskedAt) = (addressHash, null, null, null);
        Version++;
        return null;
    }

    /// <summary>True when this address has been shown to be theirs.</summary>
    internal bool Confirmed(string address) => ConfirmedHash is { } hash && hash.AsSpan().SequenceEqual(AddressHash(address));

    internal static byte[] AddressHash(string address) => SessionQueries.Hash(Account.Fold(address));
}

/// <summary>The hours of the day in which somebody gets no message, on London's clocks. From nine in the evening to seven in the morning unless they say otherwise.</summary>
/// <param name="From">The hour at which they begin (0 to 23).</param>
/// <param name="To">The hour at which they end (0 to 23); the same as <paramref name="From"/> for none.</param>
public readonly record struct QuietHours(int From, int To)
{
    /// <summary>Those of somebody who never chose.</summary>
    public static QuietHours Usual { get; } = new(21, 7);

    /// <summary>The end of the quiet time that an instant falls into; null when it falls into none.</summary>
    public DateTimeOffset? Ends(DateTimeOffset now)
    {
        var hour = now.InLondon().Hour;
        if (From == To || !(From < To ? hour >= From && hour < To : hour >= From || hour < To))
        {
            return null;
        }

        var end = now.LondonDate().AtHourInLondon(To);
        return end > now ? end : now.LondonDate().AddDays(1).AtHourInLondon(To);
    }
}

/// <summary>A link was asked for a moment ago.</summary>
public sealed record AskedJustNow() : Refusal("asked-just-now")
{
    /// <inheritdoc />
    public override string Sentence => $"We sent a message a moment ago. Give it {ReminderChoice.AskAgainMinutes} minutes, and look among junk mail too.";
}

/// <summary>The link was used, has run out, or was for another address or person.</summary>
public sealed record LinkOver() : Refusal("link-over")
{
    /// <inheritdoc />
    public override string Sentence => "This link does not work any more. Ask for a new one.";
}

/// <summary>There is nothing on this installation that could send it.</summary>
public sealed record CannotSend() : Refusal("cannot-send")
{
    /// <inheritdoc />
    public override string Sentence => "No message can be sent from here. Ask whoever looks after this service.";
}

/// <summary>The message was not accepted.</summary>
/// <param name="Failure">The code of the failure.</param>
public sealed record NotSent(string Failure) : Refusal("not-sent")
{
    /// <inheritdoc />
    public override string Sentence => $"The message was not sent ({Failure}). Try again, or ask whoever looks after this service.";
}
