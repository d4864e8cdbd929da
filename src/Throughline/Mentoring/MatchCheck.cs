using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What somebody answered to the three questions: each 0 (not at all) to 3 (yes).</summary>
/// <param name="Ease">Whether they can be themselves with the other.</param>
/// <param name="Aim">Whether the two work on what matters to the mentee.</param>
/// <param name="Way">Whether the way they spend their time together helps.</param>
public sealed record CheckAnswers(int? Ease, int? Aim, int? Way)
{
    internal Refusal? Check() => Check(Ease, nameof(Ease)) ?? Check(Aim, nameof(Aim)) ?? Check(Way, nameof(Way));

    private static Invalid? Check(int? answer, string field) => answer is null or < 0 or > MatchCheck.AnswerMost ? new Invalid(field, "Choose one of the four answers") : null;
}

/// <summary>
/// Three questions about how it goes between two people, as one of them answers on one day. The answers are their own: whoever looks how the match goes
/// reads them only where they said so, and the other never does. Nothing adds them up, compares them or matches by them: they are about the match, and
/// say nothing of what somebody is worth.
/// </summary>
public sealed class MatchCheck : IAboutPerson
{
    /// <summary>The highest answer; the lowest is 0.</summary>
    public const int AnswerMost = 3;

    private MatchCheck()
    {
    }

    internal MatchCheck(Guid id, Match match, Guid personId, DateOnly on) =>
        (Id, MatchId, PersonId, OtherId, MentorId, SchemeId, On) = (id, match.Id, personId, personId == match.PersonId ? match.MentorId : match.PersonId, match.MentorId, match.SchemeId, on);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The match.</summary>
    public Guid MatchId { get; private init; }

    /// <summary>Whose answers they are: the mentee's or the mentor's.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The other of the two.</summary>
    public Guid OtherId { get; private init; }

    /// <summary>The mentor of the match.</summary>
    public Guid MentorId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The London date on which they answered.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Whether they can be themselves with the other: 0 to 3.</summary>
    public int Ease { get; private set; }

    /// <summary>Whether the two work on what matters to the mentee: 0 to 3.</summary>
    public int Aim { get; private set; }

    /// <summary>Whether the way they spend their time together helps: 0 to 3.</summary>
    public int Way { get; private set; }

    /// <summary>True where whoever looks how the match goes may read them.</summary>
    public bool ForReview { get; private set; }

    /// <summary>Answers, or changes the answers of the day.</summary>
    internal Refusal? Say(CheckAnswers answers, bool forReview)
    {
        if (answers.Check() is { } wrong)
        {
            return wrong;
        }

        (Ease, Aim, Way, ForReview) = (answers.Ease!.Value, answers.Aim!.Value, answers.Way!.Value, forReview);
        return null;
    }
}

/// <summary>The three questions and their answers in words.</summary>
public static class MatchCheckWords
{
    private static readonly string[] Answers = ["Not at all", "A little", "Mostly", "Yes"];

    /// <summary>The three questions as the mentee or the mentor is asked them.</summary>
    public static (string Ease, string Aim, string Way) Questions(bool mentor) => (
        "Can you be yourself with them?", mentor ? "Do you two work on what matters to them?" : "Do you two work on what matters to you?", "Does the way you spend your time together help?");

    /// <summary>An answer of 0 to 3 in words.</summary>
    public static string Answer(int answer) => Answers[answer];
}
