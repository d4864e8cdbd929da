using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// Somebody's application for a role, from the day it is sent to the answer. Its words belong to the person who applies. The role holding beside it
/// moves with it: applied, offered, not this time.
/// </summary>
public sealed class Application : IAboutPerson
{
    /// <summary>Longest answer to a question of the form, in characters.</summary>
    public const int WordsMaxLength = 3000;

    private Application()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who applies.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role.</summary>
    public Guid RoleDefinitionId { get; private init; }

    /// <summary>The role holding that began with it.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>How they came to apply.</summary>
    public ApplicationRoute Route { get; private init; }

    /// <summary>Code of the sort of person who encouraged them, from the list of who messages come from; null for the other routes.</summary>
    public string? EncouragedBy { get; private init; }

    /// <summary>What they bring, in their words: sealed. Null once forgotten.</summary>
    public SealedText? Brings { get; private set; }

    /// <summary>Why they would like to, in their words: sealed. Null once forgotten, or not said.</summary>
    public SealedText? Why { get; private set; }

    /// <summary>What would help them to take part, in their words: sealed. Null once forgotten, or not said.</summary>
    public SealedText? WouldHelp { get; private set; }

    /// <summary>Who typed it in for them; null when they did so themselves.</summary>
    public Guid? EnteredById { get; private init; }

    /// <summary>The London date on which it was sent.</summary>
    public DateOnly SentOn { get; private init; }

    /// <summary>Where it stands.</summary>
    public ApplicationState State { get; private set; }

    /// <summary>The London date of the answer: offer or not this time.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>Who answered.</summary>
    public Guid? AnsweredById { get; private set; }

    /// <summary>What they were told: what was seen in them, or the feedback. Sealed; null once forgotten.</summary>
    public SealedText? Answer { get; private set; }

    /// <summary>By when an offer is to be answered.</summary>
    public DateOnly? AnswerBy { get; private set; }

    /// <summary>From when somebody told "not this time" may try again.</summary>
    public DateOnly? ReapplyFrom { get; private set; }

    /// <summary>The London date on which it was over; null while it is not.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal static Application Send(Guid id, RoleHolding holding, SealedApplication words, ApplicationRoute route, string? encouragedBy, Guid? enteredBy, DateOnly on) => new()
    {
        Id = id,
        PersonId = holding.PersonId,
        SchemeId = holding.SchemeId,
        RoleDefinitionId = holding.RoleDefinitionId,
        HoldingId = holding.Id,
        Route = route,
        EncouragedBy = encouragedBy,
        Brings = words.Brings,
        Why = words.Why,
        WouldHelp = words.WouldHelp,
        EnteredById = enteredBy,
        SentOn = on,
        State = ApplicationState.Sent,
    };

    /// <summary>A talk has been held.</summary>
    public Refusal? Talk() => Move(ApplicationState.Talking);

    /// <summary>A panel is asked.</summary>
    public Refusal? AskPanel() => Move(ApplicationState.Panel);

    /// <summary>Offers a place.</summary>
    /// <param name="by">Who offers it.</param>
    /// <param name="seen">What was seen in them, sealed.</param>
    /// <param name="on">The London date.</param>
    /// <param name="answerBy">By when they are asked to answer.</param>
    public Refusal? Offer(Guid by, SealedText seen, DateOnly on, DateOnly answerBy)
    {
        if (by == PersonId)
        {
            return new OwnApplication();
        }

        if (answerBy <= on)
        {
            return new Invalid(nameof(AnswerBy), "The day to answer by must be after today");
        }

        if (Move(ApplicationState.Offered) is { } refusal)
        {
            return refusal;
        }

        (AnsweredById, AnsweredOn, Answer, AnswerBy) = (by, on, seen, answerBy);
        return null;
    }

    /// <summary>The person answers the offer.</summary>
    public Refusal? AnswerOffer(bool yes, DateOnly on)
    {
        if (Move(yes ? ApplicationState.Accepted : ApplicationState.Declined) is { } refusal)
        {
            return refusal;
        }

        ClosedOn = on;
        return null;
    }

    /// <summary>Not this time.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="feedback">What was good, and what would help, sealed.</param>
    /// <param name="on">The London date.</param>
    /// <param name="reapplyFrom">From when they may try again.</param>
    public Refusal? SayNotThisTime(Guid by, SealedText feedback, DateOnly on, DateOnly reapplyFrom)
    {
        if (by == PersonId)
        {
            return new OwnApplication();
        }

        if (Move(ApplicationState.NotThisTime) is { } refusal)
        {
            return refusal;
        }

        (AnsweredById, AnsweredOn, Answer, ReapplyFrom, ClosedOn) = (by, on, feedback, reapplyFrom, on);
        return null;
    }

    /// <summary>The person takes it back. No reason is asked.</summary>
    public Refusal? Withdraw(DateOnly on)
    {
        if (Move(ApplicationState.Withdrawn) is { } refusal)
        {
            return refusal;
        }

        ClosedOn = on;
        return null;
    }

    /// <summary>The role moved by another way, such as a form on the person's page: the application follows.</summary>
    internal void FollowRole(RoleState to, DateOnly? reapplyFrom, DateOnly on)
    {
        var follows = to switch
        {
            RoleState.NotThisTime when !State.IsOver() => ApplicationState.NotThisTime,
            RoleState.Ended when State == ApplicationState.Offered => ApplicationState.Declined,
            RoleState.Ended when !State.IsOver() => ApplicationState.Withdrawn,
            RoleState.Offered when State is ApplicationState.Sent or ApplicationState.Talking or ApplicationState.Panel => ApplicationState.Offered,
            RoleState.InTraining when State == ApplicationState.Offered => ApplicationState.Accepted,
            _ => State,
        };
        if (follows == State)
        {
            return;
        }

        State = follows;
        ReapplyFrom = reapplyFrom ?? ReapplyFrom;
        ClosedOn = follows.IsOver() ? on : null;
        Version++;
    }

    /// <summary>Lets go of everything that was written; dates and the route stay, so that it is still counted.</summary>
    internal void Forget()
    {
        Brings = Why = WouldHelp = Answer = null;
        Version++;
    }

    private Refusal? Move(ApplicationState to)
    {
        if (!ApplicationStates.ExitsOf(State).Contains(to))
        {
            return State == ApplicationState.Sent && to is (ApplicationState.Panel or ApplicationState.Offered or ApplicationState.NotThisTime)
                ? new TalkFirst()
                : new ApplicationMoved(State);
        }

        State = to;
        Version++;
        return null;
    }
}

/// <summary>The words of an application, sealed.</summary>
internal sealed record SealedApplication(SealedText Brings, SealedText? Why, SealedText? WouldHelp);

/// <summary>Nobody is answered before somebody has talked with them.</summary>
public sealed record TalkFirst() : Refusal("talk-first")
{
    /// <inheritdoc />
    public override string Sentence => "Talk with them first, and write down what you saw. Nobody is answered from a form alone.";
}

/// <summary>The application is no longer where the page thought.</summary>
/// <param name="State">Where it stands.</param>
public sealed record ApplicationMoved(ApplicationState State) : Refusal("application-moved")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done now. The application stands at “{State.Name()}”.";
}

/// <summary>Nobody decides about their own application.</summary>
public sealed record OwnApplication() : Refusal("own-application")
{
    /// <inheritdoc />
    public override string Sentence => "This is your own application. Somebody else has to do this.";
}

/// <summary>They were told a day from which to try again, and it has not come.</summary>
/// <param name="From">The day.</param>
public sealed record TryAgainFrom(DateOnly From) : Refusal("try-again-from")
{
    /// <inheritdoc />
    public override string Sentence => $"You can apply for this again from {From:d MMMM yyyy}. Until then you can talk to the scheme about it at any time.";
}
