namespace Throughline.Mentoring;

/// <summary>Where a match stands (state machine 7).</summary>
public enum MatchState
{
    /// <summary>A coordinator decided to bring the two together; they have not met.</summary>
    Proposed = 1,

    /// <summary>A first meeting is arranged, or was held and waits for the mentee's answer.</summary>
    MenteeMeeting = 2,

    /// <summary>The mentee said no. No reason is asked for.</summary>
    DeclinedByMentee = 3,

    /// <summary>The mentor said no.</summary>
    DeclinedByMentor = 4,

    /// <summary>The two try it out.</summary>
    Trial = 5,

    /// <summary>It goes on.</summary>
    Active = 6,

    /// <summary>It waits for a while.</summary>
    OnHold = 7,

    /// <summary>The end is planned.</summary>
    Ending = 8,

    /// <summary>Over.</summary>
    Ended = 9,

    /// <summary>Stopped at once by a coordinator or the safeguarding lead.</summary>
    Stopped = 10,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class MatchStates
{
    private static readonly Dictionary<MatchState, MatchState[]> Exits = new()
    {
        [MatchState.Proposed] = [MatchState.MenteeMeeting, MatchState.Stopped],
        [MatchState.MenteeMeeting] = [MatchState.DeclinedByMentee, MatchState.DeclinedByMentor, MatchState.Trial, MatchState.Stopped],
        [MatchState.DeclinedByMentee] = [],
        [MatchState.DeclinedByMentor] = [],
        [MatchState.Trial] = [MatchState.Active, MatchState.Ending, MatchState.Stopped],
        [MatchState.Active] = [MatchState.OnHold, MatchState.Ending, MatchState.Stopped],
        [MatchState.OnHold] = [MatchState.Active, MatchState.Ending, MatchState.Stopped],
        [MatchState.Ending] = [MatchState.Ended, MatchState.Stopped],
        [MatchState.Ended] = [],
        [MatchState.Stopped] = [],
    };

    private static readonly Dictionary<MatchState, string> Names = new()
    {
        [MatchState.Proposed] = "Suggested",
        [MatchState.MenteeMeeting] = "Meeting for the first time",
        [MatchState.DeclinedByMentee] = "Did not go ahead",
        [MatchState.DeclinedByMentor] = "Did not go ahead",
        [MatchState.Trial] = "Trying it out",
        [MatchState.Active] = "Going on",
        [MatchState.OnHold] = "On hold",
        [MatchState.Ending] = "Coming to an end",
        [MatchState.Ended] = "Ended",
        [MatchState.Stopped] = "Stopped",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<MatchState> ExitsOf(MatchState state) => Exits[state];

    /// <summary>True when nothing can follow.</summary>
    public static bool IsOver(this MatchState state) => Exits[state].Length == 0;

    /// <summary>True while the two meet: contacts may be logged.</summary>
    public static bool Meets(this MatchState state) => state is MatchState.Trial or MatchState.Active or MatchState.Ending;

    /// <summary>The state in plain words, the same whoever said no.</summary>
    public static string Name(this MatchState state) => Names[state];
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record MatchMoveNotOpen(MatchState From, MatchState To) : Refusal("match-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"A match that is “{From.Name()}” cannot become “{To.Name()}”. Look at the page again.";
}
