using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>One meeting of a group, with its day, its time and its place.</summary>
public sealed class GroupSession
{
    /// <summary>Longest place, in characters.</summary>
    public const int PlaceMaxLength = 120;

    /// <summary>Longest reason for calling it off, in characters.</summary>
    public const int ReasonMaxLength = 280;

    private readonly List<SessionShift> moves = [];

    private GroupSession()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The group.</summary>
    public Guid ActivityId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>When it begins, in UTC.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>When it ends, in UTC.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Its London date.</summary>
    public DateOnly On { get; private set; }

    /// <summary>When it begins by London's clocks.</summary>
    public TimeOnly From => StartsAt.LondonTime();

    /// <summary>When it ends by London's clocks.</summary>
    public TimeOnly To => EndsAt.LondonTime();

    /// <summary>Where in words; null for where the group usually meets.</summary>
    public string? Place { get; private set; }

    /// <summary>The session that it is there to catch up on; null for an ordinary one.</summary>
    public Guid? CatchUpForId { get; private init; }

    /// <summary>Where it stands.</summary>
    public SessionState State { get; private set; } = SessionState.Planned;

    /// <summary>Why it was called off, in words that everybody in the group can read; null while it is on.</summary>
    public string? CalledOffReason { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The version of a programme it runs on, which it keeps once it has begun (INV-087); null for none.</summary>
    public Guid? ProgrammeVersionId { get; private set; }

    /// <summary>Which session of that version it is, from 1.</summary>
    public int? ProgrammeSessionNumber { get; private set; }

    /// <summary>When it was before, for each time that it was moved.</summary>
    public IReadOnlyList<SessionShift> Moves => moves;

    /// <summary>Plans a session.</summary>
    /// <returns>The session, or <see cref="Invalid"/>, <see cref="NoSuchHour"/>.</returns>
    public static Outcome<GroupSession> Plan(Guid id, Guid activityId, Guid schemeId, SessionTime time, string? place, Guid? catchUpForId)
    {
        var session = new GroupSession { Id = id, ActivityId = activityId, SchemeId = schemeId, CatchUpForId = catchUpForId };
        return session.Set(time, place) is { } wrong ? wrong : session;
    }

    /// <summary>Moves it to another day or time. Who asked is kept, and shown as it is.</summary>
    public Refusal? Move(SessionTime time, string? place, WhoAsked? asked, DateTimeOffset now, Guid by)
    {
        if (State != SessionState.Planned)
        {
            return new SessionIsOff();
        }

        if (asked is not { } who || !Enum.IsDefined(who))
        {
            return new Invalid("Asked", "Choose who asked");
        }

        var (before, until) = (StartsAt, EndsAt);
        if (Set(time, place) is { } wrong)
        {
            return wrong;
        }

        if (StartsAt != before || EndsAt != until)
        {
            moves.Add(new SessionShift(Id, moves.Count + 1, before, until, who, now, by));
        }

        Version++;
        return null;
    }

    /// <summary>Calls it off. Of one that has begun its register says that it did not happen.</summary>
    public Refusal? CallOff(string? reason, DateTimeOffset now)
    {
        if (!SessionStates.ExitsOf(State).Contains(SessionState.CalledOff))
        {
            return new SessionIsOff();
        }

        if (StartsAt <= now)
        {
            return new SessionHasBegun();
        }

        if ((Typed.Required(reason, ReasonMaxLength, "Reason", "Enter why it is off", "The reason") ?? PersonFirst.Check(reason, "Reason")) is { } wrong)
        {
            return wrong;
        }

        (State, CalledOffReason) = (SessionState.CalledOff, reason!.Trim());
        Version++;
        return null;
    }

    internal void Follow(Guid? versionId, int? number) => (ProgrammeVersionId, ProgrammeSessionNumber) = (versionId, number);

    private Refusal? Set(SessionTime time, string? place)
    {
        if (time.To <= time.From)
        {
            return new Invalid(nameof(time.To), "The time it ends must be after the time it begins");
        }

        if (time.On.InstantInLondon(time.From) is not { } starts || time.On.InstantInLondon(time.To) is not { } ends)
        {
            return new NoSuchHour(time.On);
        }

        if ((Typed.Optional(place, PlaceMaxLength, nameof(Place), "The place") ?? PersonFirst.Check(place, nameof(Place))) is { } wrong)
        {
            return wrong;
        }

        (On, StartsAt, EndsAt, Place) = (time.On, starts, ends, Typed.Blank(place));
        return null;
    }
}

/// <summary>A day and a time by London's clocks.</summary>
/// <param name="On">The London date.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends, on the same day.</param>
public sealed record SessionTime(DateOnly On, TimeOnly From, TimeOnly To);

/// <summary>When a session was before it was moved, and who asked.</summary>
public sealed class SessionShift
{
    private SessionShift()
    {
    }

    internal SessionShift(Guid sessionId, int number, DateTimeOffset startsAt, DateTimeOffset endsAt, WhoAsked asked, DateTimeOffset at, Guid byId) =>
        (SessionId, Number, WasStartsAt, WasEndsAt, Asked, At, ById) = (sessionId, number, startsAt, endsAt, asked, at, byId);

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Its number among the session's moves, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>When it was to begin before, in UTC.</summary>
    public DateTimeOffset WasStartsAt { get; private init; }

    /// <summary>When it was to end before, in UTC.</summary>
    public DateTimeOffset WasEndsAt { get; private init; }

    /// <summary>Who asked.</summary>
    public WhoAsked Asked { get; private init; }

    /// <summary>When it was moved, in UTC.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who moved it.</summary>
    public Guid ById { get; private init; }
}

/// <summary>Somebody who runs a session, with the role they held then; perhaps in somebody else's place.</summary>
public sealed class SessionPart : IAboutPerson
{
    private SessionPart()
    {
    }

    internal SessionPart(Guid id, GroupSession session, Training.CreditedRole role, Guid? standsInForId, Guid namedById)
    {
        (Id, SessionId, SchemeId, PersonId, HoldingId) = (id, session.Id, session.SchemeId, role.PersonId, role.HoldingId);
        (RoleTitle, RolePlainTitle, TellsOfThePast) = (role.Title, role.PlainTitle, role.TellsOfThePast);
        (StandsInForId, NamedById) = (standsInForId, namedById);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Who runs it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The role they hold.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>What the role was called then.</summary>
    public string RoleTitle { get; private init; } = "";

    /// <summary>What others see in its place once the holder's label has set.</summary>
    public string RolePlainTitle { get; private init; } = "";

    /// <summary>True when the title alone tells something of the holder's past.</summary>
    public bool TellsOfThePast { get; private init; }

    /// <summary>In whose place they stand; null for nobody's.</summary>
    public Guid? StandsInForId { get; private init; }

    /// <summary>Who named them.</summary>
    public Guid NamedById { get; private init; }

    /// <summary>The London date on which they stepped back from it; null while they run it.</summary>
    public DateOnly? EndedOn { get; private set; }

    internal void End(DateOnly on) => EndedOn = on;
}

/// <summary>Who runs which session, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class PartHeld
{
    public Guid SessionId { get; init; }

    public Guid PersonId { get; init; }

    public DateOnly? EndedOn { get; init; }
}

/// <summary>Somebody who is expected at a session.</summary>
public sealed class SessionPlace : IAboutPerson
{
    private SessionPlace()
    {
    }

    internal SessionPlace(Guid id, GroupSession session, Guid personId) =>
        (Id, SessionId, ActivityId, SchemeId, On, PersonId) = (id, session.Id, session.ActivityId, session.SchemeId, session.On, personId);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Its group.</summary>
    public Guid ActivityId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The session's London date.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Who is expected.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The session they come to in its place; null where they are expected at this one.</summary>
    public Guid? MovedToId { get; private set; }

    /// <summary>Who asked for that.</summary>
    public WhoAsked? Asked { get; private set; }

    internal void Follow(DateOnly on) => On = on;

    internal void MoveTo(Guid sessionId, WhoAsked asked) => (MovedToId, Asked) = (sessionId, asked);

    internal void PutBack() => (MovedToId, Asked) = (null, null);
}

/// <summary>Who is expected at which session, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class PlaceKept
{
    public Guid SessionId { get; init; }

    public Guid PersonId { get; init; }
}

/// <summary>The session was called off.</summary>
public sealed record SessionIsOff() : Refusal("session-is-off")
{
    /// <inheritdoc />
    public override string Sentence => "This session was called off. Plan another one in its place.";
}

/// <summary>The session has begun.</summary>
public sealed record SessionHasBegun() : Refusal("session-has-begun")
{
    /// <inheritdoc />
    public override string Sentence => "This session has begun. If it did not happen, say so in its register.";
}

/// <summary>Somebody's attendance has been written down, so the session stays where it was.</summary>
public sealed record AttendanceIsWritten() : Refusal("attendance-is-written")
{
    /// <inheritdoc />
    public override string Sentence => "Who was there has been written down already, so this stays as it was. Put the register right instead.";
}

/// <summary>London's clocks leave this hour out on this date.</summary>
/// <param name="On">The date.</param>
public sealed record NoSuchHour(DateOnly On) : Refusal("no-such-hour")
{
    /// <inheritdoc />
    public override string Sentence => $"The clocks go forward on {Typed.Day(On)} and leave that hour out. Choose another time";

    /// <inheritdoc />
    public override string? Field => nameof(SessionTime.From);
}
