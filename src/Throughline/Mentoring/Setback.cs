using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What happened to somebody who is mentored. It opens an offer to talk for the mentor, and never counts against them (INV-067, INV-068).</summary>
public enum SetbackKind
{
    /// <summary>They are in custody again.</summary>
    Custody = 1,

    /// <summary>They are using again.</summary>
    UsingAgain = 2,

    /// <summary>Nobody can reach them.</summary>
    LostContact = 3,

    /// <summary>They died.</summary>
    Died = 4,

    /// <summary>New trouble with the law has come to be known.</summary>
    NewTrouble = 5,
}

/// <summary>A hard thing that happened to somebody who is mentored: the sort of it and nothing more.</summary>
public sealed class Setback : IAboutPerson
{
    private Setback()
    {
    }

    internal Setback(Guid id, Match match, SetbackKind kind, Guid by, DateTimeOffset at) =>
        (Id, MatchId, PersonId, MentorId, SchemeId, Kind, ById, At) = (id, match.Id, match.PersonId, match.MentorId, match.SchemeId, kind, by, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The match.</summary>
    public Guid MatchId { get; private init; }

    /// <summary>To whom it happened.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Their mentor.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What happened.</summary>
    public SetbackKind Kind { get; private init; }

    /// <summary>Who wrote it down.</summary>
    public Guid ById { get; private init; }

    /// <summary>When it was written down.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>Where an offer to talk stands (state machine 13, its child).</summary>
public enum DebriefState
{
    /// <summary>To be offered.</summary>
    Due = 1,

    /// <summary>Offered; the mentor has not taken it up yet.</summary>
    Offered = 2,

    /// <summary>They talked.</summary>
    Held = 3,

    /// <summary>The mentor said no twice.</summary>
    DeclinedTwice = 4,
}

/// <summary>A talk that is offered to a mentor after something hard. It is for the mentor, and says nothing of how they did.</summary>
public sealed class Debrief : IAboutPerson
{
    private Debrief()
    {
    }

    internal Debrief(Guid id, Setback setback, DateTimeOffset at, DateTimeOffset dueBy) =>
        (Id, PersonId, AboutId, SchemeId, SetbackId, At, DueBy) = (id, setback.MentorId, setback.PersonId, setback.SchemeId, setback.Id, at, dueBy);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The mentor.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>To whom the hard thing happened: whoever may not know of them is not told of the talk either.</summary>
    public Guid AboutId { get; private init; }

    /// <summary>What it came from; gone with the record of the person it happened to.</summary>
    public Guid? SetbackId { get; private init; }

    /// <summary>Where it stands.</summary>
    public DebriefState State { get; private set; } = DebriefState.Due;

    /// <summary>Since when it is due.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>By when it is to be offered.</summary>
    public DateTimeOffset DueBy { get; private init; }

    /// <summary>Who offered it.</summary>
    public Guid? OfferedById { get; private set; }

    /// <summary>When it was offered.</summary>
    public DateTimeOffset? OfferedAt { get; private set; }

    /// <summary>How often the mentor said “not now”.</summary>
    public int Declined { get; private set; }

    /// <summary>The London date on which they talked.</summary>
    public DateOnly? HeldOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal Refusal? Offer(Guid by, DateTimeOffset at)
    {
        if (State is not DebriefState.Due)
        {
            return new DebriefNotOpen();
        }

        (State, OfferedById, OfferedAt) = (DebriefState.Offered, by, at);
        Version++;
        return null;
    }

    /// <summary>The mentor says not now: it is offered once more, and then let rest.</summary>
    internal Refusal? Decline()
    {
        if (State is not DebriefState.Offered)
        {
            return new DebriefNotOpen();
        }

        Declined++;
        (State, OfferedById, OfferedAt) = (Declined > 1 ? DebriefState.DeclinedTwice : DebriefState.Due, null, null);
        Version++;
        return null;
    }

    internal Refusal? Hold(DateOnly on)
    {
        if (State is DebriefState.Held)
        {
            return new DebriefNotOpen();
        }

        (State, HeldOn) = (DebriefState.Held, on);
        Version++;
        return null;
    }
}

/// <summary>The offer to talk is answered already.</summary>
public sealed record DebriefNotOpen() : Refusal("debrief-not-open")
{
    /// <inheritdoc />
    public override string Sentence => "This offer to talk has been answered already.";
}

/// <summary>The wording of setbacks.</summary>
public static class SetbackWords
{
    /// <summary>What happened, in plain words.</summary>
    public static string Name(this SetbackKind kind) => kind switch
    {
        SetbackKind.Custody => "They are in custody",
        SetbackKind.UsingAgain => "They are using again",
        SetbackKind.LostContact => "Nobody can reach them",
        SetbackKind.Died => "They died",
        SetbackKind.NewTrouble => "There is new trouble with the law",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
