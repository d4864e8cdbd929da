using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// One person and their mentor, from a coordinator's decision to its end. The mentee may say no or stop at any time and owes nobody a reason; what
/// they say of it never reaches the mentor (INV-063).
/// </summary>
public sealed class Match : IAboutPerson
{
    private readonly List<MatchEntry> entries = [];

    private Match()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The mentee.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The mentor.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The role in which they mentor.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Where it stands.</summary>
    public MatchState State { get; private set; }

    /// <summary>The coordinator who decided.</summary>
    public Guid DecidedById { get; private init; }

    /// <summary>The London date of the decision.</summary>
    public DateOnly DecidedOn { get; private init; }

    /// <summary>When the two meet for the first time; null until that is arranged.</summary>
    public DateTimeOffset? MeetingAt { get; private set; }

    /// <summary>The London date on which the trial began.</summary>
    public DateOnly? BeganOn { get; private set; }

    /// <summary>The last London date of the trial; null before it and once it is over.</summary>
    public DateOnly? TrialEndsOn { get; private set; }

    /// <summary>By when somebody looks how it goes; null before it began and once it is over.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>The London date of the last look; null for none.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>The planned last day; null where none is planned.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>The London date on which it was over; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The last London date on which the mentor may be above their limit with this match; null for a match within it.</summary>
    public DateOnly? OverLimitUntil { get; private init; }

    /// <summary>True when the mentee sees what the mentor writes about the meetings.</summary>
    public bool SharesNotes { get; private set; } = true;

    /// <summary>True from when the safeguarding lead stopped it until a coordinator has talked with both.</summary>
    public bool ToFollow { get; private set; }

    /// <summary>The last London date on which the two read that it was stopped; null for a match that was not.</summary>
    public DateOnly? ToldUntil { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What was written about it, oldest first.</summary>
    public IReadOnlyList<MatchEntry> Entries => entries;

    /// <summary>A coordinator decides to bring two people together. Whether the pair may be is the use case's to check.</summary>
    public static Match Decide(Guid id, Guid menteeId, RoleHolding mentor, Guid by, DateOnly on, SealedText reason, DateOnly? overLimitUntil)
    {
        var match = new Match
        {
            Id = id, PersonId = menteeId, MentorId = mentor.PersonId, HoldingId = mentor.Id, SchemeId = mentor.SchemeId, State = MatchState.Proposed,
            DecidedById = by, DecidedOn = on, OverLimitUntil = overLimitUntil,
        };
        match.Write(MatchEntryKind.Decision, by, on, reason);
        return match;
    }

    /// <summary>Sets the time of the first meeting, or moves it.</summary>
    public Refusal? Arrange(DateTimeOffset at)
    {
        if (State != MatchState.MenteeMeeting && Move(MatchState.MenteeMeeting) is { } refusal)
        {
            return refusal;
        }

        MeetingAt = at;
        Version++;
        return null;
    }

    /// <summary>The mentee says yes: the trial begins.</summary>
    public Refusal? Accept(DateOnly on, DateOnly trialEnds)
    {
        if (Move(MatchState.Trial) is { } refusal)
        {
            return refusal;
        }

        (BeganOn, TrialEndsOn, ReviewOn) = (on, trialEnds, trialEnds);
        return null;
    }

    /// <summary>Either of the two says no before it began.</summary>
    /// <param name="by">The mentee or the mentor.</param>
    /// <param name="on">The London date.</param>
    /// <param name="words">What they want the coordinator to know; may be absent, and the mentor never reads the mentee's.</param>
    public Refusal? Decline(Guid by, DateOnly on, SealedText? words)
    {
        if (State == MatchState.Proposed)
        {
            Move(MatchState.MenteeMeeting);
        }

        if (Move(by == PersonId ? MatchState.DeclinedByMentee : MatchState.DeclinedByMentor) is { } refusal)
        {
            return refusal;
        }

        Close(on, MatchEntryKind.Declined, by, words);
        return null;
    }

    /// <summary>Looks how it goes; after the trial it then goes on.</summary>
    public Refusal? Review(Guid by, DateOnly on, SealedText words, DateOnly next)
    {
        if (State == MatchState.Trial)
        {
            Move(MatchState.Active);
        }
        else if (State is not (MatchState.Active or MatchState.OnHold))
        {
            return new MatchMoveNotOpen(State, MatchState.Active);
        }

        (TrialEndsOn, ReviewOn, ReviewedOn) = (null, next, on);
        Version++;
        Write(MatchEntryKind.Review, by, on, words);
        return null;
    }

    /// <summary>Lets it wait.</summary>
    public Refusal? Hold(Guid by, DateOnly on, SealedText words, DateOnly reviewOn)
    {
        if (Move(MatchState.OnHold) is { } refusal)
        {
            return refusal;
        }

        ReviewOn = reviewOn;
        Write(MatchEntryKind.Hold, by, on, words);
        return null;
    }

    /// <summary>Goes on after a wait.</summary>
    public Refusal? Resume(Guid by, DateOnly on)
    {
        if (State != MatchState.OnHold)
        {
            return new MatchMoveNotOpen(State, MatchState.Active);
        }

        Move(MatchState.Active);
        Write(MatchEntryKind.Resumed, by, on, null);
        return null;
    }

    /// <summary>Plans the end with the person, or changes the plan.</summary>
    public Refusal? PlanEnding(Guid by, DateOnly on, SealedText plan, DateOnly last)
    {
        if (State != MatchState.Ending && Move(MatchState.Ending) is { } refusal)
        {
            return refusal;
        }

        (EndsOn, TrialEndsOn) = (last, null);
        Version++;
        Write(MatchEntryKind.EndingPlan, by, on, plan);
        return null;
    }

    /// <summary>Ends it. From a match that goes on, a mentee's stop passes through the plan that they did not want to make.</summary>
    /// <param name="by">Who ends it.</param>
    /// <param name="on">The London date.</param>
    /// <param name="words">What they want the coordinator to know; the mentor never reads a mentee's.</param>
    public Refusal? End(Guid by, DateOnly on, SealedText? words)
    {
        if (by == PersonId && State is MatchState.Trial or MatchState.Active or MatchState.OnHold)
        {
            Move(MatchState.Ending);
        }

        if (Move(MatchState.Ended) is { } refusal)
        {
            return refusal;
        }

        Close(on, MatchEntryKind.End, by, words);
        return null;
    }

    /// <summary>Stops it at once.</summary>
    /// <param name="by">Who stops it.</param>
    /// <param name="on">The London date.</param>
    /// <param name="words">Why, and what they looked at.</param>
    /// <param name="toldDays">For how many days the two read that it was stopped.</param>
    /// <param name="forSafety">True where the safeguarding lead does: why is theirs alone to read, and a coordinator has both to talk with.</param>
    public Refusal? Stop(Guid by, DateOnly on, SealedText words, int toldDays, bool forSafety = false)
    {
        if (Move(MatchState.Stopped) is { } refusal)
        {
            return refusal;
        }

        (ToFollow, ToldUntil) = (forSafety, on.AddDays(toldDays - 1));
        Close(on, forSafety ? MatchEntryKind.SafetyStop : MatchEntryKind.Stop, by, words);
        return null;
    }

    /// <summary>Somebody has talked with both after the safeguarding lead stopped it.</summary>
    public Refusal? Follow()
    {
        if (State != MatchState.Stopped)
        {
            return new MatchNotStopped();
        }

        ToFollow = false;
        Version++;
        return null;
    }

    /// <summary>Writes what a mentor needs to know to keep both safe; the mentor reads it.</summary>
    public Refusal? NoteSafety(Guid by, DateOnly on, SealedText words)
    {
        if (State.IsOver())
        {
            return new MatchOver();
        }

        Version++;
        Write(MatchEntryKind.SafetyNote, by, on, words);
        return null;
    }

    /// <summary>The mentee says whether they want to see what the mentor writes about the meetings.</summary>
    public void Share(bool shares)
    {
        SharesNotes = shares;
        Version++;
    }

    private Refusal? Move(MatchState to)
    {
        if (!MatchStates.ExitsOf(State).Contains(to))
        {
            return State.IsOver() ? new MatchOver() : new MatchMoveNotOpen(State, to);
        }

        State = to;
        Version++;
        return null;
    }

    private void Close(DateOnly on, MatchEntryKind kind, Guid by, SealedText? words)
    {
        (ClosedOn, ReviewOn, TrialEndsOn) = (on, null, null);
        Write(kind, by, on, words);
    }

    private void Write(MatchEntryKind kind, Guid by, DateOnly on, SealedText? words) => entries.Add(new MatchEntry(this, entries.Count + 1, kind, by, on, words));
}

/// <summary>What was written about a match.</summary>
public enum MatchEntryKind
{
    /// <summary>Why the coordinator brought the two together.</summary>
    Decision = 1,

    /// <summary>Somebody said no.</summary>
    Declined = 2,

    /// <summary>How it goes.</summary>
    Review = 3,

    /// <summary>Why it waits.</summary>
    Hold = 4,

    /// <summary>It goes on.</summary>
    Resumed = 5,

    /// <summary>How it is to end, with whom and when.</summary>
    EndingPlan = 6,

    /// <summary>It ended.</summary>
    End = 7,

    /// <summary>Why it was stopped.</summary>
    Stop = 8,

    /// <summary>What the mentor needs to know to keep both safe.</summary>
    SafetyNote = 9,

    /// <summary>Why the safeguarding lead stopped it; for those who lead on safeguarding alone.</summary>
    SafetyStop = 10,
}

/// <summary>Something written about a match, sealed under the mentee's key.</summary>
public sealed class MatchEntry : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private MatchEntry()
    {
    }

    internal MatchEntry(Match match, int number, MatchEntryKind kind, Guid by, DateOnly on, SealedText? words) =>
        (MatchId, Number, PersonId, MentorId, SchemeId, Kind, ById, On, Words) = (match.Id, number, match.PersonId, match.MentorId, match.SchemeId, kind, by, on, words);

    /// <summary>The match.</summary>
    public Guid MatchId { get; private init; }

    /// <summary>Its place in the match, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The mentee.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The mentor.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What it is.</summary>
    public MatchEntryKind Kind { get; private init; }

    /// <summary>Who wrote it.</summary>
    public Guid ById { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>The words; null where there are none.</summary>
    public SealedText? Words { get; private init; }
}

/// <summary>It is over.</summary>
public sealed record MatchOver() : Refusal("match-over")
{
    /// <inheritdoc />
    public override string Sentence => "This match is over. Nothing more can be added to it.";
}

/// <summary>It was not stopped.</summary>
public sealed record MatchNotStopped() : Refusal("match-not-stopped")
{
    /// <inheritdoc />
    public override string Sentence => "This match was not stopped, so nobody waits for a talk about it here.";
}

/// <summary>Which match belongs to whom, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class MatchTie
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid MentorId { get; init; }

    public Guid SchemeId { get; init; }

    public DateOnly? ClosedOn { get; init; }
}
