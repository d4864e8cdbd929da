using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>What happened to a grant of trust.</summary>
public enum TrustEvent
{
    /// <summary>It was put forward.</summary>
    Proposed = 1,

    /// <summary>It was offered: the words are what the giver saw in them.</summary>
    Offered = 2,

    /// <summary>The holder said yes.</summary>
    Accepted = 3,

    /// <summary>The holder said no, without a reason: there is none to give.</summary>
    Declined = 4,

    /// <summary>It was looked at again.</summary>
    Reviewed = 5,

    /// <summary>One person put it on hold.</summary>
    Held = 6,

    /// <summary>A second person agreed to the hold.</summary>
    HoldConfirmed = 7,

    /// <summary>It was given back.</summary>
    Restored = 8,

    /// <summary>One person asked that it be taken back.</summary>
    WithdrawalAsked = 9,

    /// <summary>A second person agreed, and it was taken back.</summary>
    Withdrawn = 10,

    /// <summary>The holder appealed.</summary>
    Appealed = 11,

    /// <summary>The appeal was answered.</summary>
    AppealAnswered = 12,

    /// <summary>It ended with the role, or the proposal was let go.</summary>
    Ended = 13,
}

/// <summary>One thing that happened to a grant of trust: when, by whom, and in which words.</summary>
public sealed class TrustEntry : IAboutPerson
{
    private TrustEntry()
    {
    }

    internal TrustEntry(Guid grantId, Guid personId, int number, TrustEvent what, Guid? byId, DateOnly on, SealedText? words) =>
        (GrantId, PersonId, Number, What, ById, On, Words) = (grantId, personId, number, what, byId, on, words);

    /// <summary>The grant.</summary>
    public Guid GrantId { get; private init; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Order within the grant, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>What happened.</summary>
    public TrustEvent What { get; private init; }

    /// <summary>Who did it; null for the system itself.</summary>
    public Guid? ById { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Their words, sealed under the holder's key.</summary>
    public SealedText? Words { get; private init; }
}
