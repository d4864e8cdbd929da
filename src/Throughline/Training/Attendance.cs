using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Whether somebody was at a session.</summary>
public enum Came
{
    /// <summary>They were there.</summary>
    Came = 1,

    /// <summary>They were not there.</summary>
    DidNotCome = 2,

    /// <summary>They were not there, and have done what it covered since.</summary>
    CaughtUp = 3,
}

/// <summary>Who said why somebody did not come. Neutral: a fact about the message, not about the person.</summary>
public enum WhoSaid
{
    /// <summary>Nobody has said yet.</summary>
    Nobody = 0,

    /// <summary>They said so themself.</summary>
    Themself = 1,

    /// <summary>Somebody close to them passed it on.</summary>
    SomebodyClose = 2,

    /// <summary>A colleague passed it on.</summary>
    Colleague = 3,

    /// <summary>We asked them not to come, or could not hold a place for them that day.</summary>
    Us = 4,
}

/// <summary>The marks of a register in words.</summary>
public static class AttendanceWords
{
    /// <summary>The mark in plain words.</summary>
    public static string Name(this Came came) => came switch
    {
        Came.Came => "Came",
        Came.DidNotCome => "Did not come",
        Came.CaughtUp => "Caught up since",
        _ => throw new ArgumentOutOfRangeException(nameof(came), came, "There are three marks."),
    };

    /// <summary>Who said why, in plain words.</summary>
    public static string Name(this WhoSaid said) => said switch
    {
        WhoSaid.Nobody => "Nobody has said yet",
        WhoSaid.Themself => "They told us",
        WhoSaid.SomebodyClose => "Somebody close to them told us",
        WhoSaid.Colleague => "A colleague told us",
        WhoSaid.Us => "It was our doing",
        _ => throw new ArgumentOutOfRangeException(nameof(said), said, "There are five answers."),
    };
}

/// <summary>One person at one session.</summary>
public sealed class Attendance : IAboutPerson
{
    /// <summary>Longest note, in characters.</summary>
    public const int WordsMaxLength = 280;

    private Attendance()
    {
    }

    internal Attendance(Enrolment enrolment, TrainingSession session) =>
        (EnrolmentId, SessionId, PersonId) = (enrolment.Id, session.Id, enrolment.PersonId);

    /// <summary>The enrolment.</summary>
    public Guid EnrolmentId { get; private init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Whether they were there.</summary>
    public Came Came { get; private set; }

    /// <summary>Who said why they were not.</summary>
    public WhoSaid WhoSaid { get; private set; }

    /// <summary>What was said, or how they caught up: sealed.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>Who wrote it down last.</summary>
    public Guid RecordedById { get; private set; }

    /// <summary>When it was written down last, in UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>Writes it down. Words that are there stay unless there are new ones; somebody who came needs none.</summary>
    /// <returns>True when anything changed.</returns>
    internal bool Mark(Came came, WhoSaid said, SealedText? words, Guid by, DateTimeOffset at)
    {
        var keeps = came == Came.Came ? null : words ?? Words;
        var who = came == Came.Came ? WhoSaid.Nobody : said;
        if (Came == came && WhoSaid == who && Equals(keeps, Words))
        {
            return false;
        }

        (Came, WhoSaid, Words, RecordedById, RecordedAt) = (came, who, keeps, by, at);
        return true;
    }
}
