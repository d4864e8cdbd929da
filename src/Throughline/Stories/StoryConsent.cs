using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>Where a consent stands (state machine 15).</summary>
public enum ConsentState
{
    /// <summary>The owner has been asked and has not answered.</summary>
    Offered = 1,

    /// <summary>Yes, until it ends.</summary>
    Given = 2,

    /// <summary>No.</summary>
    Declined = 3,

    /// <summary>Yes, taken back.</summary>
    Withdrawn = 4,

    /// <summary>Ran out.</summary>
    Expired = 5,

    /// <summary>Replaced by a later yes.</summary>
    Renewed = 6,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class ConsentStates
{
    private static readonly Dictionary<ConsentState, ConsentState[]> Exits = new()
    {
        [ConsentState.Offered] = [ConsentState.Given, ConsentState.Declined],
        [ConsentState.Given] = [ConsentState.Withdrawn, ConsentState.Expired, ConsentState.Renewed],
        [ConsentState.Declined] = [],
        [ConsentState.Withdrawn] = [],
        [ConsentState.Expired] = [],
        [ConsentState.Renewed] = [],
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ConsentState> ExitsOf(ConsentState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this ConsentState state) => state switch
    {
        ConsentState.Offered => "You have been asked",
        ConsentState.Given => "You said yes",
        ConsentState.Declined => "You said no",
        ConsentState.Withdrawn => "You took it back",
        ConsentState.Expired => "It ran out",
        ConsentState.Renewed => "Replaced by a newer yes",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There are six states."),
    };
}

/// <summary>In what way somebody may meet the words.</summary>
public enum ConsentChannel
{
    /// <summary>Reading them here.</summary>
    OnScreen = 1,

    /// <summary>Hearing them said or read out in a room.</summary>
    InTheRoom = 2,

    /// <summary>On paper.</summary>
    OnPaper = 3,
}

/// <summary>What each channel is called.</summary>
public static class ConsentChannels
{
    /// <summary>The channel in plain words.</summary>
    public static string Name(this ConsentChannel channel) => channel switch
    {
        ConsentChannel.OnScreen => "Read on screen",
        ConsentChannel.InTheRoom => "Read out or talked about in a room",
        ConsentChannel.OnPaper => "Printed on paper",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "There are three channels."),
    };
}

/// <summary>
/// The owner's yes to one purpose, one audience, one channel and one period for one version of one story. Rows stand alone: giving or taking back
/// one never touches another (E10). From the transaction that takes one back, nobody reads by it (E11).
/// </summary>
public sealed class StoryConsent : IAboutPerson
{
    /// <summary>Longest name of an audience, in UTF-16 characters.</summary>
    public const int AudienceMaxLength = 120;

    private StoryConsent()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The owner.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The story.</summary>
    public Guid StoryId { get; private init; }

    /// <summary>The one version that may be read. A later change of the story is not shared until the owner says so again.</summary>
    public int VersionNumber { get; private init; }

    /// <summary>What for: the key of a <see cref="SharingPurpose"/>.</summary>
    public string Purpose { get; private init; } = "";

    /// <summary>True when the purpose opens the story to its audience here; research does not.</summary>
    public bool GrantsReading { get; private init; }

    /// <summary>The one person it is for, where it is for one.</summary>
    public Guid? AudiencePersonId { get; private init; }

    /// <summary>The hat it is for, where it is for everybody who wears it in <see cref="AudienceSchemeId"/>.</summary>
    public Hat? AudienceHat { get; private init; }

    /// <summary>The scheme of <see cref="AudienceHat"/>.</summary>
    public Guid? AudienceSchemeId { get; private init; }

    /// <summary>Who will meet the words in the end, in the owner's words: a group, a study. Where they must attend, this says so (INV-089).</summary>
    public SealedText? Audience { get; private init; }

    /// <summary>In what way.</summary>
    public ConsentChannel Channel { get; private init; }

    /// <summary>Where it stands. A consent past <see cref="ExpiresAt"/> reads as expired whatever this says.</summary>
    public ConsentState State { get; private set; }

    /// <summary>When it was offered.</summary>
    public DateTimeOffset OfferedAt { get; private init; }

    /// <summary>When the owner said yes.</summary>
    public DateTimeOffset? GivenAt { get; private set; }

    /// <summary>The instant it ends: the start of a London day.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When it was declined, withdrawn, found expired or renewed.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Puts a question to the owner.</summary>
    /// <param name="id">The id.</param>
    /// <param name="story">The story.</param>
    /// <param name="version">The version of it.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="audience">For whom.</param>
    /// <param name="named">The name of the audience, sealed under the owner's key.</param>
    /// <param name="channel">In what way.</param>
    /// <param name="now">When.</param>
    internal static StoryConsent Offer(
        Guid id, Story story, int version, SharingPurpose purpose, ConsentAudience audience, SealedText? named, ConsentChannel channel, DateTimeOffset now) => new()
    {
        Id = id,
        PersonId = story.PersonId,
        StoryId = story.Id,
        VersionNumber = version,
        Purpose = purpose.Key,
        GrantsReading = purpose.GrantsReading,
        AudiencePersonId = audience.PersonId,
        AudienceHat = audience.Hat,
        AudienceSchemeId = audience.SchemeId,
        Audience = named,
        Channel = channel,
        State = ConsentState.Offered,
        OfferedAt = now,
    };

    /// <summary>The owner says yes.</summary>
    /// <param name="now">When.</param>
    /// <param name="months">For how many months, from 1 to the scheme's most (24 unless it set fewer).</param>
    internal Refusal? Give(DateTimeOffset now, int months)
    {
        if (Move(ConsentState.Given) is { } refusal)
        {
            return refusal;
        }

        (GivenAt, ExpiresAt) = (now, now.LondonDate().AddMonths(months).StartInLondon());
        return null;
    }

    /// <summary>The owner says no.</summary>
    internal Refusal? Decline(DateTimeOffset now) => End(ConsentState.Declined, now);

    /// <summary>The owner takes the yes back.</summary>
    internal Refusal? Withdraw(DateTimeOffset now) => StateAt(now) == ConsentState.Expired ? new ConsentOver(ConsentState.Expired) : End(ConsentState.Withdrawn, now);

    /// <summary>The time is up.</summary>
    internal Refusal? Expire(DateTimeOffset now) => End(ConsentState.Expired, now);

    /// <summary>A newer yes takes its place.</summary>
    internal Refusal? Renew(DateTimeOffset now) => End(ConsentState.Renewed, now);

    /// <summary>Where it stands at an instant: a given consent past its end is expired.</summary>
    public ConsentState StateAt(DateTimeOffset now) => State == ConsentState.Given && ExpiresAt <= now ? ConsentState.Expired : State;

    private Refusal? End(ConsentState to, DateTimeOffset now)
    {
        if (Move(to) is { } refusal)
        {
            return refusal;
        }

        EndedAt = now;
        return null;
    }

    private Refusal? Move(ConsentState to)
    {
        if (!ConsentStates.ExitsOf(State).Contains(to))
        {
            return new ConsentOver(State);
        }

        State = to;
        Version++;
        return null;
    }
}

/// <summary>Who may meet the words under one consent: one person, or everybody under a hat in a scheme; and whom the words are for in the end.</summary>
/// <param name="PersonId">One person.</param>
/// <param name="Hat">A hat.</param>
/// <param name="SchemeId">The scheme of the hat.</param>
/// <param name="Name">A group or study named by the owner.</param>
internal sealed record ConsentAudience(Guid? PersonId, Hat? Hat, Guid? SchemeId, string? Name);

/// <summary>The consent is already over, or was never given.</summary>
/// <param name="State">Where it stands.</param>
public sealed record ConsentOver(ConsentState State) : Refusal("consent-over")
{
    /// <inheritdoc />
    public override string Sentence => State switch
    {
        ConsentState.Withdrawn => "You have already stopped sharing this.",
        ConsentState.Expired => "This ran out before now, so nobody can read it by this yes.",
        ConsentState.Renewed => "You have since given a newer yes. Take that one back instead.",
        ConsentState.Given => "You have already said yes to this.",
        _ => "This was not shared, so there is nothing to take back.",
    };
}

/// <summary>Who wrote a story, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class StoryAuthor
{
    public Guid Id { get; init; }

    public Guid AuthorId { get; init; }
}

/// <summary>The consent side of a story without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class StoryGrant
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid StoryId { get; init; }

    public int VersionNumber { get; init; }

    public string Purpose { get; init; } = "";

    public bool GrantsReading { get; init; }

    public ConsentState State { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public Guid? AudiencePersonId { get; init; }

    public Hat? AudienceHat { get; init; }

    public Guid? AudienceSchemeId { get; init; }
}
