using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>As what somebody is in a hub.</summary>
public enum PresentAs
{
    /// <summary>A service user.</summary>
    ServiceUser = 1,

    /// <summary>A peer worker, in training or beyond.</summary>
    PeerWorker = 2,

    /// <summary>A member of staff beside the peer team.</summary>
    Staff = 3,

    /// <summary>Anybody else: a visitor, for the fire list.</summary>
    Visitor = 4,
}

/// <summary>How a sign-in was made. There is no other way to be signed in: nothing is measured, followed or guessed (E25).</summary>
public enum PresenceSource
{
    /// <summary>By themselves, in their own session.</summary>
    OwnPhone = 1,

    /// <summary>By themselves, on the shared computer of the hub.</summary>
    HubComputer = 2,

    /// <summary>By themselves, by the code on the hub's screen.</summary>
    Code = 3,

    /// <summary>By a worker in the hub, for somebody without a phone.</summary>
    OnBehalf = 4,

    /// <summary>By themselves, afterwards.</summary>
    Afterwards = 5,

    /// <summary>From the sign-in book that was kept on paper.</summary>
    Book = 6,
}

/// <summary>How a stay came to its end.</summary>
public enum PresenceEnd
{
    /// <summary>They said so themselves.</summary>
    Self = 1,

    /// <summary>A worker said so for them.</summary>
    OnBehalf = 2,

    /// <summary>They signed in somewhere else.</summary>
    Elsewhere = 3,

    /// <summary>Put right or entered afterwards, or from the book.</summary>
    Corrected = 4,

    /// <summary>Assumed: it was closing time.</summary>
    ClosingTime = 5,

    /// <summary>Assumed: nobody stays longer.</summary>
    LongestStay = 6,

    /// <summary>Assumed: nobody was left to work beside them.</summary>
    NobodyBeside = 7,

    /// <summary>Assumed: somebody walked round and locked up.</summary>
    LockedUp = 8,
}

/// <summary>What is shown of a source and of an end.</summary>
public static class PresenceWords
{
    /// <summary>True for an end that nobody stated: its owner may put it right.</summary>
    public static bool IsAssumed(this PresenceEnd end) => end >= PresenceEnd.ClosingTime;

    /// <summary>The source in plain words.</summary>
    public static string Name(this PresenceSource source) => source switch
    {
        PresenceSource.OwnPhone => "own phone or computer",
        PresenceSource.HubComputer => "the hub computer",
        PresenceSource.Code => "the code on the screen",
        PresenceSource.OnBehalf => "entered on their behalf",
        PresenceSource.Afterwards => "entered afterwards",
        PresenceSource.Book => "from the sign-in book",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    /// <summary>Why an end is assumed, in plain words; null for one that is not.</summary>
    public static string? Assumed(this PresenceEnd end) => end switch
    {
        PresenceEnd.ClosingTime => "assumed at closing time",
        PresenceEnd.LongestStay => "assumed after the longest stay",
        PresenceEnd.NobodyBeside => "assumed when nobody was left to work beside them",
        PresenceEnd.LockedUp => "assumed when the hub was locked",
        _ => null,
    };
}

/// <summary>
/// One stay of one person in a hub. It is theirs: they sign in and out themselves, see all of it and may put it right; what anybody else enters or
/// changes says who and why (INV-050, E25). Two stays of one person never overlap (INV-049).
/// </summary>
public sealed class Presence : IAboutPerson
{
    /// <summary>Longest reason for a change, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private readonly List<PresenceCorrection> corrections = [];

    private Presence()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Which hub.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>The scheme of the role they are there in.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role they are there in.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>As what.</summary>
    public PresentAs As { get; private init; }

    /// <summary>When they came.</summary>
    public DateTimeOffset In { get; private set; }

    /// <summary>When they left, at or after <see cref="In"/>; null while they are there.</summary>
    public DateTimeOffset? Out { get; private set; }

    /// <summary>When they will be taken to have left if they do not say so (INV-049).</summary>
    public DateTimeOffset DueOut { get; private set; }

    /// <summary>True when a shift of theirs was planned for the time they came.</summary>
    public bool Rostered { get; private set; }

    /// <summary>How the sign-in was made.</summary>
    public PresenceSource Source { get; private init; }

    /// <summary>Who signed them in, where it was somebody else.</summary>
    public Guid? EnteredById { get; private init; }

    /// <summary>How it ended; null while it lasts.</summary>
    public PresenceEnd? Ended { get; private set; }

    /// <summary>Who signed them out, where it was somebody else.</summary>
    public Guid? OutById { get; private set; }

    /// <summary>Since when they are asked to be seen out, because nobody who may be there with them is left.</summary>
    public DateTimeOffset? AskedOutAt { get; private set; }

    /// <summary>True once it has been taken out as a mistake: it stays on the owner's record, and counts nowhere.</summary>
    public bool Removed { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What was put right, by whom and why.</summary>
    public IReadOnlyList<PresenceCorrection> Corrections => corrections;

    /// <summary>Signs somebody in. Who may, and where, is the use case's to check.</summary>
    internal static Presence Begin(
        Guid id, Guid personId, Guid spaceId, RoleHolding holding, PresentAs presentAs, DateTimeOffset at, DateTimeOffset dueOut, bool rostered,
        PresenceSource source, Guid? enteredBy) => new()
        {
            Id = id, PersonId = personId, SpaceId = spaceId, SchemeId = holding.SchemeId, HoldingId = holding.Id, As = presentAs, In = at, DueOut = dueOut,
            Rostered = rostered, Source = source, EnteredById = enteredBy,
        };

    /// <summary>A stay that is over when it is entered: by its owner afterwards, or from the sign-in book.</summary>
    internal static Outcome<Presence> Past(
        Guid id, Guid personId, Guid spaceId, RoleHolding holding, PresentAs presentAs, DateTimeOffset from, DateTimeOffset to, bool rostered,
        PresenceSource source, Guid? enteredBy, DateTimeOffset now, int longestHours) =>
        CheckTimes(from, to, now, longestHours) is { } refusal
            ? refusal
            : new Presence
            {
                Id = id, PersonId = personId, SpaceId = spaceId, SchemeId = holding.SchemeId, HoldingId = holding.Id, As = presentAs, In = from, Out = to, DueOut = to,
                Rostered = rostered, Source = source, EnteredById = enteredBy, Ended = PresenceEnd.Corrected,
            };

    /// <summary>Ends it: now, or at the time by which it is assumed to have ended.</summary>
    /// <param name="at">When; never taken to be before they came, and never after the longest stay.</param>
    /// <param name="how">How it ended.</param>
    /// <param name="by">Who said so, where it was somebody else.</param>
    internal void End(DateTimeOffset at, PresenceEnd how, Guid? by = null)
    {
        if (Out is not null)
        {
            return;
        }

        (Out, Ended, OutById) = (at > In ? at : In, how, by);
        Version++;
    }

    /// <summary>Asks a service user to be seen out.</summary>
    internal void AskOut(DateTimeOffset at)
    {
        if (Out is null && AskedOutAt is null)
        {
            AskedOutAt = at;
            Version++;
        }
    }

    /// <summary>Takes the asking back: somebody who may be there with them has come.</summary>
    internal void MayStay()
    {
        if (AskedOutAt is not null)
        {
            AskedOutAt = null;
            Version++;
        }
    }

    /// <summary>Puts it right, or confirms it. Whether it overlaps another is the use case's to check.</summary>
    /// <param name="from">When they came.</param>
    /// <param name="to">When they left.</param>
    /// <param name="rostered">Whether a shift was planned then.</param>
    /// <param name="by">Who puts it right.</param>
    /// <param name="now">When.</param>
    /// <param name="reason">Why; null only for the owner.</param>
    /// <param name="longestHours">The longest single stay, in hours.</param>
    internal Refusal? Correct(DateTimeOffset from, DateTimeOffset to, bool rostered, Guid by, DateTimeOffset now, SealedText? reason, int longestHours)
    {
        if ((CheckOpen() ?? CheckTimes(from, to, now, longestHours)) is { } refusal)
        {
            return refusal;
        }

        corrections.Add(new PresenceCorrection(this, corrections.Count + 1, by, now, from, to, false, reason));
        (In, Out, DueOut, Rostered, Ended) = (from, to, to, rostered, PresenceEnd.Corrected);
        Version++;
        return null;
    }

    /// <summary>Takes it out: they were not there.</summary>
    internal Refusal? Remove(Guid by, DateTimeOffset now, SealedText? reason)
    {
        if (CheckOpen() is { } refusal)
        {
            return refusal;
        }

        corrections.Add(new PresenceCorrection(this, corrections.Count + 1, by, now, In, Out!.Value, true, reason));
        Removed = true;
        Version++;
        return null;
    }

    /// <summary>True when it shares time with another spell.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => !Removed && In < to && (Out is null || from < Out);

    private Refusal? CheckOpen() => Out is null ? new StillIn() : Removed ? new PresenceRemoved() : null;

    private static Refusal? CheckTimes(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, int longestHours) =>
        to < from ? new Invalid(nameof(Out), "The time you left must be after the time you came")
        : to > now ? new Invalid(nameof(Out), "The time you left must be in the past")
        : to - from > TimeSpan.FromHours(longestHours) ? new Invalid(nameof(Out), $"A single stay can be at most {longestHours} hours")
        : null;
}

/// <summary>One change of a stay: what it was, what it became, who did it, when and why.</summary>
public sealed class PresenceCorrection : IAboutPerson
{
    private PresenceCorrection()
    {
    }

    internal PresenceCorrection(Presence presence, int number, Guid by, DateTimeOffset at, DateTimeOffset newIn, DateTimeOffset newOut, bool removed, SealedText? reason) =>
        (PresenceId, Number, PersonId, ById, At, OldIn, OldOut, NewIn, NewOut, Removed, Reason) =
        (presence.Id, number, presence.PersonId, by, at, presence.In, presence.Out!.Value, newIn, newOut, removed, reason);

    /// <summary>The stay.</summary>
    public Guid PresenceId { get; private init; }

    /// <summary>Order within the stay, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Whose stay it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who changed it.</summary>
    public Guid? ById { get; private init; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>When they had come, until then.</summary>
    public DateTimeOffset OldIn { get; private init; }

    /// <summary>When they had left, until then.</summary>
    public DateTimeOffset OldOut { get; private init; }

    /// <summary>When they came, from then on.</summary>
    public DateTimeOffset NewIn { get; private init; }

    /// <summary>When they left, from then on.</summary>
    public DateTimeOffset NewOut { get; private init; }

    /// <summary>True when it was taken out.</summary>
    public bool Removed { get; private init; }

    /// <summary>Why: sealed. Null only for a change by the owner.</summary>
    public SealedText? Reason { get; private init; }
}

/// <summary>They are signed in there already.</summary>
/// <param name="Since">Since when.</param>
public sealed record AlreadyIn(DateTimeOffset Since) : Refusal("already-in")
{
    /// <inheritdoc />
    public override string Sentence => $"Already signed in here, since {HubWords.When(Since)}.";
}

/// <summary>They are not signed in there.</summary>
public sealed record NotIn() : Refusal("not-in")
{
    /// <inheritdoc />
    public override string Sentence => "Not signed in here now. If that is wrong, put the times right under “My hours”.";
}

/// <summary>A stay is put right after it has ended.</summary>
public sealed record StillIn() : Refusal("still-in")
{
    /// <inheritdoc />
    public override string Sentence => "Sign out first, then put the times right.";
}

/// <summary>The stay has been taken out.</summary>
public sealed record PresenceRemoved() : Refusal("presence-removed")
{
    /// <inheritdoc />
    public override string Sentence => "This stay has been taken out already.";
}

/// <summary>Nobody is in two places, or twice in one, at a time (INV-049).</summary>
/// <param name="From">When the other stay begins.</param>
/// <param name="To">When it ends; null while it lasts.</param>
public sealed record PresenceOverlaps(DateTimeOffset From, DateTimeOffset? To) : Refusal("presence-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => To is { } to
        ? $"These times overlap another stay, {HubWords.Span(From, to)}"
        : $"These times overlap the present stay, since {HubWords.When(From)}";

    /// <inheritdoc />
    public override string? Field => "In";
}

/// <summary>They hold no role in this hub under the hat they wear.</summary>
public sealed record NoRoleHere() : Refusal("no-role-here")
{
    /// <inheritdoc />
    public override string Sentence => "There is no role here under this hat now. Change hat, or ask the person who runs the scheme.";
}

/// <summary>Who signs others in is in the hub, and may be there with service users.</summary>
public sealed record NotOnDuty() : Refusal("not-on-duty")
{
    /// <inheritdoc />
    public override string Sentence => "Others are signed in and out by a worker who is signed in here, is cleared for the hub and works on their own, or by staff.";
}
