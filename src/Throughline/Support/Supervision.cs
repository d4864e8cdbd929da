using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>
/// One supervision of two people: its days. What is on its agenda and what was agreed are kept apart (<see cref="AgendaItem"/>,
/// <see cref="SupervisionNote"/>), so that whoever may see that there was one reads nothing of it.
/// </summary>
public sealed class Supervision : IAboutPerson
{
    /// <summary>How far ahead one can be planned, in days.</summary>
    public const int DaysAhead = 84;

    private Supervision()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose supervision it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who supervises them.</summary>
    public Guid SupervisorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role it is about.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>The London date for which it is planned, or on which it was held.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Where it stands.</summary>
    public SupervisionState State { get; private set; } = SupervisionState.Planned;

    /// <summary>The next day that the two agreed; null where they named none.</summary>
    public DateOnly? NextOn { get; private set; }

    /// <summary>When the person said that this is what was agreed.</summary>
    public DateOnly? PersonSaidOn { get; private set; }

    /// <summary>When the supervisor said that this is what was agreed.</summary>
    public DateOnly? SupervisorSaidOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Whether somebody is one of the two.</summary>
    public bool IsOf(Guid who) => who == PersonId || who == SupervisorId;

    internal static Outcome<Supervision> Plan(Guid id, Guid personId, Guid supervisorId, Guid schemeId, Guid holdingId, DateOnly? on, DateOnly today) =>
        CheckDay(on, today) is { } wrong ? wrong
        : new Supervision { Id = id, PersonId = personId, SupervisorId = supervisorId, SchemeId = schemeId, HoldingId = holdingId, On = on!.Value };

    internal Refusal? Move(DateOnly? on, DateOnly today)
    {
        if (State != SupervisionState.Planned)
        {
            return new SupervisionOver();
        }

        if (CheckDay(on, today) is { } wrong)
        {
            return wrong;
        }

        On = on!.Value;
        Version++;
        return null;
    }

    internal Refusal? CallOff() => Go(SupervisionState.CalledOff);

    /// <summary>Says that it was held. Whoever says so has said what was agreed; the other is asked.</summary>
    internal Refusal? Hold(Guid by, DateOnly? on, DateOnly? next, DateOnly today)
    {
        if (on is not { } day)
        {
            return new Invalid("HeldOn", "Enter the day it was held");
        }

        if (day > today || day < today.AddDays(-DaysAhead))
        {
            return new Invalid("HeldOn", $"The day must be today or in the last {DaysAhead} days");
        }

        if (next is not null && CheckDay(next, today, "NextOn") is { } wrong)
        {
            return wrong;
        }

        if (Go(SupervisionState.Held) is { } refusal)
        {
            return refusal;
        }

        (On, NextOn) = (day, next);
        Say(by, today);
        return null;
    }

    /// <summary>Changes what was agreed: whoever changes it has said so, and the other is asked again.</summary>
    internal Refusal? Reword(Guid by, DateOnly today)
    {
        if (State != SupervisionState.Held)
        {
            return new SupervisionOver();
        }

        (PersonSaidOn, SupervisorSaidOn) = (null, null);
        Say(by, today);
        Version++;
        return null;
    }

    /// <summary>Says that this is what was agreed. With both it stands.</summary>
    internal Refusal? Confirm(Guid by, DateOnly today)
    {
        if (State != SupervisionState.Held || (by == PersonId ? PersonSaidOn : SupervisorSaidOn) is not null)
        {
            return new SupervisionOver();
        }

        Say(by, today);
        return Go(SupervisionState.Confirmed);
    }

    private void Say(Guid by, DateOnly today)
    {
        if (by == PersonId)
        {
            PersonSaidOn = today;
        }
        else
        {
            SupervisorSaidOn = today;
        }
    }

    private Refusal? Go(SupervisionState to)
    {
        if (!SupervisionStates.ExitsOf(State).Contains(to))
        {
            return new SupervisionOver();
        }

        State = to;
        Version++;
        return null;
    }

    private static Invalid? CheckDay(DateOnly? on, DateOnly today, string field = "On") =>
        on is not { } day ? new Invalid(field, "Enter the day")
        : day < today || day > today.AddDays(DaysAhead) ? new Invalid(field, $"The day must be in the next {DaysAhead} days")
        : null;
}

/// <summary>Something that one of the two would like to talk about. Both see all of it, in full and at once (INV-121), but for the name of somebody behind a wall (INV-142).</summary>
public sealed class AgendaItem : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 500;

    /// <summary>Most items on one agenda.</summary>
    public const int Most = 30;

    private AgendaItem()
    {
    }

    internal AgendaItem(Supervision supervision, int number, Guid byId, SealedText words, DateOnly on) =>
        (SupervisionId, Number, PersonId, SupervisorId, SchemeId, ById, Words, On) = (supervision.Id, number, supervision.PersonId, supervision.SupervisorId, supervision.SchemeId, byId, words, on);

    /// <summary>The supervision.</summary>
    public Guid SupervisionId { get; private init; }

    /// <summary>Order on the agenda, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Whose supervision it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who supervises them.</summary>
    public Guid SupervisorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Which of the two put it there.</summary>
    public Guid ById { get; private init; }

    /// <summary>The words, sealed under the person's key.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>The London date on which it was put there.</summary>
    public DateOnly On { get; private init; }
}

/// <summary>What the two agreed. There is one text and both read it: nothing here is for the supervisor alone (INV-121).</summary>
public sealed class SupervisionNote : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int AgreedMaxLength = 4000;

    private SupervisionNote()
    {
    }

    internal SupervisionNote(Supervision supervision, SealedText agreed, DateOnly on) =>
        (SupervisionId, PersonId, SupervisorId, SchemeId, Agreed, WrittenOn) = (supervision.Id, supervision.PersonId, supervision.SupervisorId, supervision.SchemeId, agreed, on);

    /// <summary>The supervision.</summary>
    public Guid SupervisionId { get; private init; }

    /// <summary>Whose supervision it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who supervises them.</summary>
    public Guid SupervisorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The words, sealed under the person's key.</summary>
    public SealedText Agreed { get; private set; } = null!;

    /// <summary>The London date on which they were last written.</summary>
    public DateOnly WrittenOn { get; private set; }

    internal void Reword(SealedText agreed, DateOnly on) => (Agreed, WrittenOn) = (agreed, on);
}

/// <summary>The supervision has gone past what was asked.</summary>
public sealed record SupervisionOver() : Refusal("supervision-over")
{
    /// <inheritdoc />
    public override string Sentence => "This has been held, agreed or called off already. Look at the page again.";
}

/// <summary>One is planned already.</summary>
public sealed record SupervisionPlanned() : Refusal("supervision-planned")
{
    /// <inheritdoc />
    public override string Sentence => "A day is set already. Change that one, or call it off first.";
}

/// <summary>The agenda is full.</summary>
public sealed record AgendaFull() : Refusal("agenda-full")
{
    /// <inheritdoc />
    public override string Sentence => $"There are {AgendaItem.Most} things here already. Take one off, or plan a second day.";

    /// <inheritdoc />
    public override string? Field => "Words";
}
