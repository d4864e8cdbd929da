using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What somebody is paged about.</summary>
public enum AlarmKind
{
    /// <summary>A concern about somebody's safety.</summary>
    Concern = 1,

    /// <summary>Somebody would like a word.</summary>
    Word = 2,
}

/// <summary>As whom somebody is paged.</summary>
public enum PagedAs
{
    /// <summary>They supervise whoever asked for a word.</summary>
    Supervisor = 1,

    /// <summary>First on duty.</summary>
    First = 2,

    /// <summary>Second on duty.</summary>
    Second = 3,

    /// <summary>They lead on safeguarding.</summary>
    Lead = 4,

    /// <summary>They head the service.</summary>
    Head = 5,
}

/// <summary>How far calling has come, for whoever waits for an answer.</summary>
public enum Calling
{
    /// <summary>It has just been asked for: the first call goes within moments.</summary>
    Begins = 1,

    /// <summary>No call has gone out.</summary>
    NotSent = 2,

    /// <summary>There is nobody to call.</summary>
    Nobody = 3,

    /// <summary>Somebody was called.</summary>
    Sent = 4,
}

/// <summary>Says how far calling has come.</summary>
internal static class CallingSoFar
{
    // From then on somebody who waits is not told that a call is on its way.
    private static readonly TimeSpan Moments = TimeSpan.FromMinutes(2);

    /// <param name="begun">When it was asked for.</param>
    /// <param name="next">When the next step is due; null where none is.</param>
    /// <param name="sent">For each page made, when a message went.</param>
    /// <param name="now">The present instant.</param>
    public static Calling Of(DateTimeOffset begun, DateTimeOffset? next, IReadOnlyCollection<DateTimeOffset?> sent, DateTimeOffset now) =>
        sent.Any(at => at is not null) ? Calling.Sent
        : sent.Count > 0 ? Calling.NotSent
        // A clock that has moved without a page found nobody.
        : next > begun ? Calling.Nobody
        : now - begun < Moments ? Calling.Begins
        : Calling.NotSent;
}

/// <summary>
/// The clock of one concern or one word: which step is next and when. It is a row, so that a start of the service finds it where it stood, and whoever
/// takes a step moves it in one statement, so that no step is taken twice.
/// </summary>
public sealed class DutyAlarm : IAboutPerson, INotAudited
{
    private DutyAlarm()
    {
    }

    /// <summary>The id of the concern or the word.</summary>
    public Guid Id { get; private init; }

    /// <summary>Which of them.</summary>
    public AlarmKind Kind { get; private init; }

    /// <summary>The scheme whose rota it is.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Whom it is about.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who raised it.</summary>
    public Guid ReporterId { get; private init; }

    /// <summary>True where somebody is in danger now: it was so when it was raised, or 999 was called before anybody had it.</summary>
    public bool Immediate { get; private set; }

    /// <summary>The next step, from 1.</summary>
    public int Step { get; private set; } = 1;

    /// <summary>When the next step is due.</summary>
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>When somebody took it on; null while nobody has.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    internal static DutyAlarm Ring(Guid caseId, AlarmKind kind, Guid schemeId, Guid personId, Guid reporterId, bool immediate, DateTimeOffset now) =>
        new() { Id = caseId, Kind = kind, SchemeId = schemeId, PersonId = personId, ReporterId = reporterId, Immediate = immediate, NextAt = now };
}

/// <summary>One page that went to one person at one step: the page log.</summary>
public sealed class DutyPage : IAboutPerson
{
    /// <summary>Longest code of a failure, in characters.</summary>
    public const int FailureMaxLength = 40;

    private DutyPage()
    {
    }

    internal DutyPage(Guid id, DutyAlarm alarm, Guid personId, PagedAs role, DateTimeOffset at) =>
        (Id, CaseId, Kind, SchemeId, PersonId, AboutId, Step, Role, At) = (id, alarm.Id, alarm.Kind, alarm.SchemeId, personId, alarm.PersonId, alarm.Step, role, at);

    /// <summary>The id; part of the message's own id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The concern or the word.</summary>
    public Guid CaseId { get; private init; }

    /// <summary>Which of them.</summary>
    public AlarmKind Kind { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Who is paged.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Whom it is about.</summary>
    public Guid AboutId { get; private init; }

    /// <summary>Which step, from 1.</summary>
    public int Step { get; private init; }

    /// <summary>As whom.</summary>
    public PagedAs Role { get; private init; }

    /// <summary>When it was due and made.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>When a message went; null while none has.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>How often sending was tried.</summary>
    public int Tries { get; private set; }

    /// <summary>Until when nobody else tries.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>What went wrong last; null for nothing.</summary>
    public string? Failure { get; private set; }

    /// <summary>When the person said that they have it.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When it was over for this person, answered by whomever.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }
}

/// <summary>Who was paged about what, past every filter: for the filters themselves.</summary>
internal sealed class PagedFor
{
    public Guid CaseId { get; init; }

    public Guid PersonId { get; init; }
}

/// <summary>When paging last ran: one row, so that somebody can see that it does.</summary>
public sealed class PagingBeat : INotAudited
{
    /// <summary>The one row.</summary>
    public const int TheOne = 1;

    private PagingBeat()
    {
    }

    /// <summary>Always 1.</summary>
    public int Id { get; private init; } = TheOne;

    /// <summary>When it ran.</summary>
    public DateTimeOffset At { get; private set; }

    internal static PagingBeat Of(DateTimeOffset at) => new() { At = at };
}
