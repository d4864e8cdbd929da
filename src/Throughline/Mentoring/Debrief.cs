using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Where an offer to talk stands (state machine 13, its child).</summary>
public enum DebriefState
{
    /// <summary>To be offered.</summary>
    Due = 1,

    /// <summary>Offered; they have not taken it up yet.</summary>
    Offered = 2,

    /// <summary>They talked.</summary>
    Held = 3,

    /// <summary>They said no twice.</summary>
    DeclinedTwice = 4,
}

/// <summary>A talk that is offered after something hard: to a mentor, or to whoever raised a concern. It is for them, and says nothing of how they did.</summary>
public sealed class Debrief : IAboutPerson
{
    private Debrief()
    {
    }

    internal Debrief(Guid id, Setback setback, DateTimeOffset at, DateTimeOffset dueBy) =>
        (Id, PersonId, AboutId, SchemeId, SetbackId, At, DueBy) = (id, setback.MentorId, setback.PersonId, setback.SchemeId, setback.Id, at, dueBy);

    /// <summary>A talk for whoever raised a concern about somebody's safety, whatever comes of it (INV-132).</summary>
    internal static Debrief AfterConcern(Guid id, Guid reporterId, Guid aboutId, Guid schemeId, Guid concernId, DateTimeOffset at, DateTimeOffset dueBy) =>
        new() { Id = id, PersonId = reporterId, AboutId = aboutId, SchemeId = schemeId, ConcernId = concernId, At = at, DueBy = dueBy };

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whom it is for.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>To whom the hard thing happened: whoever may not know of them is not told of the talk either.</summary>
    public Guid AboutId { get; private init; }

    /// <summary>What it came from; gone with the record of the person it happened to.</summary>
    public Guid? SetbackId { get; private init; }

    /// <summary>The concern it came from; null where it came from something else. Who offers a talk is not shown which.</summary>
    public Guid? ConcernId { get; private init; }

    /// <summary>Where it stands.</summary>
    public DebriefState State { get; private set; } = DebriefState.Due;

    /// <summary>Since when it is due.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>By when it is to be offered.</summary>
    public DateTimeOffset DueBy { get; private init; }

    /// <summary>Who offered it; null where the system did in time.</summary>
    public Guid? OfferedById { get; private set; }

    /// <summary>When it was offered.</summary>
    public DateTimeOffset? OfferedAt { get; private set; }

    /// <summary>How often they said “not now”.</summary>
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

    /// <summary>Nobody has offered it and its time is near: the system does, and names nobody.</summary>
    internal Refusal? OfferInTime(DateTimeOffset at)
    {
        if (State is not DebriefState.Due || Declined > 0)
        {
            return new DebriefNotOpen();
        }

        (State, OfferedById, OfferedAt) = (DebriefState.Offered, null, at);
        Version++;
        return null;
    }

    /// <summary>They say not now: it is offered once more, and then let rest.</summary>
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
