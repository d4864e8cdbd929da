using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Training;

/// <summary>
/// A group of people who do a programme together. It copies the programme when it is made: changing the programme later never changes it (INV-030).
/// </summary>
public sealed class Cohort
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Most places.</summary>
    public const int MostPlaces = 40;

    /// <summary>Longest reason for opening without a peer facilitator, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private readonly List<TrainingSession> sessions = [];

    private Cohort()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The programme it does.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>The version of the programme that it copied.</summary>
    public int ProgrammeVersion { get; private init; }

    /// <summary>The programme as it was when the cohort was made.</summary>
    public ProgrammeOutline Outline { get; private init; } = null!;

    /// <summary>What it is called: "Autumn course".</summary>
    public string Name { get; private init; } = "";

    /// <summary>Where it meets.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>How many people it has room for, from 1 to <see cref="MostPlaces"/>.</summary>
    public int Places { get; private init; }

    /// <summary>The London date on which it begins.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Where it stands.</summary>
    public CohortState State { get; private set; } = CohortState.Planned;

    /// <summary>The London date on which it was opened; null until then.</summary>
    public DateOnly? OpenedOn { get; private set; }

    /// <summary>Why it was opened without anybody who is or was a peer worker running it; null where somebody did (INV-031).</summary>
    public string? WithoutPeerReason { get; private set; }

    /// <summary>Who decided that; null where nobody had to.</summary>
    public Guid? WithoutPeerById { get; private set; }

    /// <summary>The London date on which it finished or was called off.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Its sessions with their dates.</summary>
    public IReadOnlyList<TrainingSession> Sessions => sessions;

    /// <summary>Plans a cohort with a session each week at the same time by London's clocks.</summary>
    /// <param name="id">The id.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="outline">The programme as the scheme's settings have it now.</param>
    /// <param name="plan">Name, place, dates.</param>
    /// <param name="newId">Gives the sessions their ids.</param>
    internal static Outcome<Cohort> Plan(Guid id, Programme programme, ProgrammeOutline outline, CohortPlan plan, Func<Guid> newId)
    {
        if (plan.Check(outline) is { } refusal)
        {
            return refusal;
        }

        var cohort = new Cohort
        {
            Id = id,
            SchemeId = programme.SchemeId,
            ProgrammeId = programme.Id,
            ProgrammeVersion = programme.VersionNumber,
            Outline = outline,
            Name = plan.Name!.Trim(),
            SiteId = plan.SiteId,
            Places = plan.Places,
            StartsOn = plan.FirstOn,
        };
        for (var at = 0; at < outline.Sessions.Count; at++)
        {
            var made = TrainingSession.Make(newId(), cohort.Id, at + 1, outline.Sessions[at], plan.FirstOn.AddDays(7 * at), plan.From, plan.To);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            cohort.sessions.Add(made.Value);
        }

        return cohort;
    }

    /// <summary>Opens it. It needs somebody who is or was a peer worker among those who run it, or a reason why not (INV-031).</summary>
    /// <param name="on">The London date.</param>
    /// <param name="hasPeer">Whether such a person runs it.</param>
    /// <param name="reason">Why it opens without.</param>
    /// <param name="by">Who decides that.</param>
    internal Refusal? Open(DateOnly on, bool hasPeer, string? reason, Guid by)
    {
        if (!CohortStates.ExitsOf(State).Contains(CohortState.Open))
        {
            return new CohortMoveNotOpen(State);
        }

        if (!hasPeer && CheckReason(reason) is { } refusal)
        {
            return refusal;
        }

        State = CohortState.Open;
        OpenedOn = on;
        if (!hasPeer)
        {
            (WithoutPeerReason, WithoutPeerById) = (reason!.Trim(), by);
        }

        Version++;
        return null;
    }

    /// <summary>Records why it goes on without a peer facilitator after the last of them has stopped.</summary>
    internal Refusal? GoOnWithoutPeer(string? reason, Guid by)
    {
        if (CheckReason(reason) is { } refusal)
        {
            return refusal;
        }

        (WithoutPeerReason, WithoutPeerById) = (reason!.Trim(), by);
        Version++;
        return null;
    }

    /// <summary>Finishes it.</summary>
    internal Refusal? Finish(DateOnly on) => End(CohortState.Finished, on);

    /// <summary>Calls it off before it has begun.</summary>
    internal Refusal? CallOff(DateOnly on) => End(CohortState.CalledOff, on);

    /// <summary>Moves a session to another day or time, and the later ones by as many days where that is wanted.</summary>
    internal Refusal? Move(Guid sessionId, DateOnly on, TimeOnly from, TimeOnly to, bool laterOnes)
    {
        if (State is CohortState.Finished or CohortState.CalledOff)
        {
            return new CohortMoveNotOpen(State);
        }

        var session = sessions.Single(s => s.Id == sessionId);
        var days = on.DayNumber - session.On.DayNumber;
        if (session.MoveTo(on, from, to) is { } refusal)
        {
            return refusal;
        }

        foreach (var later in laterOnes ? sessions.Where(s => s.Number > session.Number) : [])
        {
            if (later.MoveTo(later.On.AddDays(days), later.From, later.To) is { } wrong)
            {
                return wrong;
            }
        }

        StartsOn = sessions.Min(s => s.On);
        Version++;
        return null;
    }

    private static Refusal? CheckReason(string? reason) => string.IsNullOrWhiteSpace(reason) ? new NeedsPeerFacilitator()
        : Typed.Optional(reason, ReasonMaxLength, "Reason", "The reason")
        ?? (reason.Trim().Length < Decision.ReasonMinLength
            ? new Invalid("Reason", $"The reason must be {Decision.ReasonMinLength} characters or more, because everybody in the course can read it")
            : null);

    private CohortMoveNotOpen? End(CohortState to, DateOnly on)
    {
        if (!CohortStates.ExitsOf(State).Contains(to))
        {
            return new CohortMoveNotOpen(State);
        }

        (State, EndedOn) = (to, on);
        Version++;
        return null;
    }
}

/// <summary>A cohort to be made, as typed.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="SiteId">Where it meets.</param>
/// <param name="Places">How many it has room for.</param>
/// <param name="FirstOn">The London date of its first session, or on which it begins.</param>
/// <param name="From">When each session begins, by London's clocks.</param>
/// <param name="To">When each session ends.</param>
public sealed record CohortPlan(string? Name, Guid SiteId, int Places, DateOnly FirstOn, TimeOnly From, TimeOnly To)
{
    /// <summary>The first thing wrong, or null.</summary>
    internal Refusal? Check(ProgrammeOutline outline) =>
        Typed.Required(Name, Cohort.NameMaxLength, nameof(Name), "Enter what the course is called", "The name")
        ?? PersonFirst.Check(Name, nameof(Name))
        ?? (Places is < 1 or > Cohort.MostPlaces ? new Invalid(nameof(Places), $"The number of places must be from 1 to {Cohort.MostPlaces}") : null)
        ?? (outline.Sessions.Count > 0 && To <= From ? new Invalid(nameof(To), "The time it ends must be after the time it begins") : null);
}

/// <summary>One session of a cohort, with its date and time.</summary>
public sealed class TrainingSession
{
    private TrainingSession()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>Its place in the programme, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>What it is called.</summary>
    public string Title { get; private init; } = "";

    /// <summary>What it covers.</summary>
    public IReadOnlyList<string> Topics { get; private init; } = [];

    /// <summary>When it begins, in UTC.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>When it ends, in UTC.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Its London date.</summary>
    public DateOnly On { get; private set; }

    /// <summary>When it begins by London's clocks.</summary>
    public TimeOnly From => TimeOnly.FromDateTime(StartsAt.InLondon().DateTime);

    /// <summary>When it ends by London's clocks.</summary>
    public TimeOnly To => TimeOnly.FromDateTime(EndsAt.InLondon().DateTime);

    internal static Outcome<TrainingSession> Make(Guid id, Guid cohortId, int number, ProgrammeSession session, DateOnly on, TimeOnly from, TimeOnly to)
    {
        var made = new TrainingSession { Id = id, CohortId = cohortId, Number = number, Title = session.Title, Topics = session.Topics };
        return made.MoveTo(on, from, to) is { } refusal ? refusal : made;
    }

    internal Refusal? MoveTo(DateOnly on, TimeOnly from, TimeOnly to)
    {
        if (to <= from)
        {
            return new Invalid(nameof(To), "The time it ends must be after the time it begins");
        }

        if (on.InstantInLondon(from) is not { } starts || on.InstantInLondon(to) is not { } ends)
        {
            return new NoSuchTime(on);
        }

        (On, StartsAt, EndsAt) = (on, starts, ends);
        return null;
    }
}

/// <summary>No one who is or was a peer worker runs the course, and nobody has said why it should go on without (INV-031).</summary>
public sealed record NeedsPeerFacilitator() : Refusal("needs-peer-facilitator")
{
    /// <inheritdoc />
    public override string Sentence =>
        "Nobody who runs this course is or was a peer mentor. Name somebody who is, or say why it goes ahead without";

    /// <inheritdoc />
    public override string? Field => "Reason";
}

/// <summary>The cohort has no such move.</summary>
/// <param name="State">Where it stands.</param>
public sealed record CohortMoveNotOpen(CohortState State) : Refusal("cohort-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => State switch
    {
        CohortState.Planned => "This course has not begun. Open it first.",
        CohortState.Open => "This course is already running.",
        CohortState.Finished => "This course has finished.",
        _ => "This course was called off.",
    };
}

/// <summary>London's clocks leave this hour out on this date.</summary>
/// <param name="On">The date.</param>
public sealed record NoSuchTime(DateOnly On) : Refusal("no-such-time")
{
    /// <inheritdoc />
    public override string Sentence => $"The clocks go forward on {Typed.Day(On)} and leave that hour out. Choose another time";

    /// <inheritdoc />
    public override string? Field => nameof(CohortPlan.From);
}
