using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>What somebody who asked is shown of the answer. A no and silence look alike, at every moment.</summary>
public enum OfferLook
{
    /// <summary>It has been asked.</summary>
    Asked = 1,

    /// <summary>The owner said yes.</summary>
    Yes = 2,

    /// <summary>The time for an answer has passed without a yes.</summary>
    NoAnswer = 3,
}

/// <summary>What each look is called.</summary>
public static class OfferLooks
{
    /// <summary>The look in plain words.</summary>
    public static string Name(this OfferLook look) => look switch
    {
        OfferLook.Asked => "Asked",
        OfferLook.Yes => "They said yes",
        OfferLook.NoAnswer => "No answer",
        _ => throw new ArgumentOutOfRangeException(nameof(look), look, "There are three."),
    };
}

/// <summary>
/// A question by a colleague: would you share a story for this one purpose, with this audience? (State machine 15, from Offered to Given or
/// Declined.) The owner may say yes, no or nothing; none of them has any consequence, a no needs no reason, and a question that nobody answers goes
/// away by itself. Nobody is reminded. A yes becomes a <see cref="StoryConsent"/>, which the owner takes back like any other.
/// </summary>
public sealed class ConsentOffer : IAboutPerson
{
    /// <summary>Longest words on why, in UTF-16 characters.</summary>
    public const int WhyMaxLength = 1_000;

    private ConsentOffer()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who is asked: the owner of the words.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who asks.</summary>
    public Guid AskedById { get; private init; }

    /// <summary>The story that was named; null where the owner may choose one of their own.</summary>
    public Guid? StoryId { get; private init; }

    /// <summary>What for: the key of a <see cref="SharingPurpose"/>, never research.</summary>
    public string Purpose { get; private init; } = "";

    /// <summary>The one person it would be for, where it is for one.</summary>
    public Guid? AudiencePersonId { get; private init; }

    /// <summary>The scheme whose coordinators it would be for.</summary>
    public Guid? AudienceSchemeId { get; private init; }

    /// <summary>Who would meet the words in the end, under the owner's key.</summary>
    public SealedText? Audience { get; private init; }

    /// <summary>Why they ask, in their words, under the owner's key.</summary>
    public SealedText Why { get; private init; } = null!;

    /// <summary>Offered, given or declined.</summary>
    public ConsentState State { get; private set; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>The instant it goes away by itself: the start of a London day.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>When the owner said yes or no.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The consent that a yes became.</summary>
    public Guid? ConsentId { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Puts the question.</summary>
    /// <param name="id">The id.</param>
    /// <param name="owner">Who is asked.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="story">The story that is named, or null.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="audience">For whom.</param>
    /// <param name="named">The name of the audience, sealed under the owner's key.</param>
    /// <param name="why">Why, sealed under the owner's key.</param>
    /// <param name="now">When.</param>
    /// <param name="days">Days until it goes away, from the scheme's setting.</param>
    internal static ConsentOffer Ask(
        Guid id, Guid owner, Guid by, Guid? story, SharingPurpose purpose, ConsentAudience audience, SealedText? named, SealedText why, DateTimeOffset now, int days) => new()
    {
        Id = id,
        PersonId = owner,
        AskedById = by,
        StoryId = story,
        Purpose = purpose.Key,
        AudiencePersonId = audience.PersonId,
        AudienceSchemeId = audience.SchemeId,
        Audience = named,
        Why = why,
        State = ConsentState.Offered,
        AskedAt = now,
        EndsAt = now.LondonDate().AddDays(days).StartInLondon(),
    };

    /// <summary>True while the owner can answer.</summary>
    public bool IsOpen(DateTimeOffset now) => State == ConsentState.Offered && now < EndsAt;

    /// <summary>What whoever asked is shown.</summary>
    public OfferLook LookAt(DateTimeOffset now) => LookOf(State, EndsAt, now);

    internal static OfferLook LookOf(ConsentState state, DateTimeOffset endsAt, DateTimeOffset now) =>
        state == ConsentState.Given ? OfferLook.Yes : now < endsAt ? OfferLook.Asked : OfferLook.NoAnswer;

    /// <summary>The owner says yes, by a consent that stands alone from then on.</summary>
    internal Refusal? Accept(Guid consentId, DateTimeOffset now)
    {
        if (Move(ConsentState.Given, now) is { } refusal)
        {
            return refusal;
        }

        ConsentId = consentId;
        return null;
    }

    /// <summary>The owner says no.</summary>
    internal Refusal? Decline(DateTimeOffset now) => Move(ConsentState.Declined, now);

    private OfferOver? Move(ConsentState to, DateTimeOffset now)
    {
        if (!IsOpen(now) || !ConsentStates.ExitsOf(State).Contains(to))
        {
            return new OfferOver();
        }

        (State, AnsweredAt) = (to, now);
        Version++;
        return null;
    }
}

/// <summary>The question has been answered, or has gone away.</summary>
public sealed record OfferOver() : Refusal("offer-over")
{
    /// <inheritdoc />
    public override string Sentence => "This question is not open any more. If you want to, you can still share a story from its own page.";
}

/// <summary>The person is not to be asked: they asked for no contact.</summary>
public sealed record CannotBeAsked() : Refusal("cannot-be-asked")
{
    /// <inheritdoc />
    public override string Sentence => "They cannot be asked for anything at the moment.";
}

/// <summary>The same person asked for the same not long ago. Asking again is pressure.</summary>
/// <param name="From">The London date from which they may ask again.</param>
public sealed record AskedNotLongAgo(DateOnly From) : Refusal("asked-not-long-ago")
{
    /// <inheritdoc />
    public override string Sentence => $"You have asked for this already. You can ask again from {From:d MMMM yyyy}.";
}
