using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What came of asking to open a record in an emergency.</summary>
public enum EmergencyResult
{
    /// <summary>The record is open for reading until the time is up.</summary>
    Opened = 1,

    /// <summary>Nobody of that name, or nobody whom the one who asked may know of: the two are never told apart.</summary>
    NobodyFound = 2,

    /// <summary>More than one person of that name; one is to be chosen.</summary>
    SeveralFound = 3,
}

/// <summary>
/// Break-glass (E26): somebody whose hat reads records, and does not reach this one, opens it for reading for at most an hour, with a reason. It
/// widens whose record a hat reads, never what kind of thing it reads, and never leads through a wall. A data protection lead sees each at once; the
/// person it is about sees it within 30 days unless serious harm is written down.
/// </summary>
public sealed class EmergencyAccess : IAboutPerson
{
    /// <summary>Shortest reason, in characters: long enough that it has to be a sentence.</summary>
    public const int ReasonMinLength = 20;

    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 1000;

    /// <summary>Longest name asked for, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Most times one person may ask within 24 hours: an emergency is rare, and asking must not become a way to find out who is here.</summary>
    public const int MostInADay = 10;

    private EmergencyAccess()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose record; where none was opened, the one who asked.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who asked.</summary>
    public Guid ViewerId { get; private init; }

    /// <summary>Under which hat.</summary>
    public Hat Hat { get; private init; }

    /// <summary>What came of it.</summary>
    public EmergencyResult Result { get; private init; }

    /// <summary>Why, in the words of the one who asked; sealed under <see cref="PersonId"/>.</summary>
    public SealedText Reason { get; private init; } = null!;

    /// <summary>The name as typed where no record was opened; sealed under the one who asked.</summary>
    public SealedText? AskedName { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset OpenedAt { get; private init; }

    /// <summary>Until when; a choice among several is open as long.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>From when the person it is about sees it; null while it is held back, and where nothing was opened.</summary>
    public DateTimeOffset? ShownFrom { get; private set; }

    /// <summary>Whether they have been told.</summary>
    public EmergencyTelling Telling { get; private set; } = EmergencyTelling.Waiting;

    /// <summary>What serious harm telling them could do, and what was looked at: sealed under <see cref="PersonId"/>.</summary>
    public SealedText? HeldBackReason { get; private set; }

    /// <summary>The data protection lead who first looked at it.</summary>
    public Guid? SeenById { get; private set; }

    /// <summary>When they did; null while it is new.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Opens a record.</summary>
    internal static EmergencyAccess Open(
        Guid id, Guid personId, Viewer viewer, SealedText reason, DateTimeOffset now, DateTimeOffset endsAt, DateTimeOffset shownFrom) => new()
        {
            Id = id,
            PersonId = personId,
            ViewerId = viewer.PersonId,
            Hat = viewer.Hat,
            Result = EmergencyResult.Opened,
            Reason = reason,
            OpenedAt = now,
            EndsAt = endsAt,
            ShownFrom = shownFrom,
        };

    /// <summary>Keeps that somebody asked, where no record was opened.</summary>
    internal static EmergencyAccess Ask(
        Guid id, Viewer viewer, EmergencyResult result, SealedText name, SealedText reason, DateTimeOffset now, DateTimeOffset endsAt) => new()
        {
            Id = id,
            PersonId = viewer.PersonId,
            ViewerId = viewer.PersonId,
            Hat = viewer.Hat,
            Result = result,
            Reason = reason,
            AskedName = name,
            OpenedAt = now,
            EndsAt = endsAt,
        };

    /// <summary>True once the person it is about sees it, by a decision or because the day has come.</summary>
    public bool IsTold(DateTimeOffset now) => ShownFrom <= now;

    /// <summary>True while the record is open.</summary>
    public bool IsRunning(DateTimeOffset now) => Result == EmergencyResult.Opened && now < EndsAt;

    /// <summary>Ends it before its time.</summary>
    internal Refusal? End(DateTimeOffset now)
    {
        if (!IsRunning(now))
        {
            return new EmergencyOver();
        }

        EndsAt = now;
        Version++;
        return null;
    }

    /// <summary>A data protection lead has looked at it.</summary>
    internal Refusal? See(Guid by, DateTimeOffset now)
    {
        if (by == ViewerId)
        {
            return new OwnEmergency();
        }

        if (SeenAt is null)
        {
            (SeenById, SeenAt) = (by, now);
        }

        Version++;
        return null;
    }

    /// <summary>Tells the person it is about now.</summary>
    internal Refusal? Tell(Guid by, DateTimeOffset now)
    {
        if ((See(by, now) ?? Move(EmergencyTelling.Told, now)) is { } refusal)
        {
            return refusal;
        }

        ShownFrom = now;
        return null;
    }

    /// <summary>Holds the telling back until somebody decides otherwise.</summary>
    internal Refusal? HoldBack(Guid by, SealedText reason, DateTimeOffset now)
    {
        if ((See(by, now) ?? Move(EmergencyTelling.HeldBack, now)) is { } refusal)
        {
            return refusal;
        }

        (HeldBackReason, ShownFrom) = (reason, null);
        return null;
    }

    private Refusal? Move(EmergencyTelling to, DateTimeOffset now)
    {
        if (Result != EmergencyResult.Opened)
        {
            return new NothingToTell();
        }

        if (IsTold(now) || !EmergencyTellings.ExitsOf(Telling).Contains(to))
        {
            return new TellingNotOpen(IsTold(now) ? EmergencyTelling.Told : Telling, to);
        }

        Telling = to;
        return null;
    }
}

/// <summary>Emergencies without any filter. The visibility rule is written over this; nothing else may use it.</summary>
internal sealed class EmergencyGrant
{
    public Guid Id { get; init; }

    public Guid SubjectId { get; init; }

    public Guid ViewerId { get; init; }

    public Hat Hat { get; init; }

    public EmergencyResult Result { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public DateTimeOffset? ShownFrom { get; init; }
}

/// <summary>The time is up, or it was ended.</summary>
public sealed record EmergencyOver() : Refusal("emergency-over")
{
    /// <inheritdoc />
    public override string Sentence => "This is over already: the record is closed.";
}

/// <summary>Nobody looks after their own emergency.</summary>
public sealed record OwnEmergency() : Refusal("own-emergency")
{
    /// <inheritdoc />
    public override string Sentence => "You opened this yourself. Another data protection lead must look at it.";
}

/// <summary>No record was opened, so there is nobody to tell.</summary>
public sealed record NothingToTell() : Refusal("nothing-to-tell")
{
    /// <inheritdoc />
    public override string Sentence => "No record was opened, so there is nobody to tell.";
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record TellingNotOpen(EmergencyTelling From, EmergencyTelling To) : Refusal("telling-not-open")
{
    /// <inheritdoc />
    public override string Sentence => From == EmergencyTelling.Told
        ? "The person has been told. That cannot be taken back."
        : $"This cannot be done while it stands at “{From.Name()}”.";
}
