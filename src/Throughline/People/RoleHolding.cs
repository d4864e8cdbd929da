using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>
/// One spell of one person in one role. A person may hold several at once (INV-001); the same role in the same scheme never overlaps itself
/// (INV-002). Ended spells stay: a statement shows the speaker's role as at its date (INV-006).
/// </summary>
public sealed class RoleHolding : IAboutPerson
{
    /// <summary>Longest reason or feedback, in characters.</summary>
    public const int ReasonMaxLength = 1000;

    private readonly List<RoleMove> moves = [];

    private RoleHolding()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The role.</summary>
    public Guid RoleDefinitionId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The first London date of the spell.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The last London date of the spell, inclusive; null while it runs.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Where it stands.</summary>
    public RoleState State { get; private set; }

    /// <summary>The active state a pause began from, to which it returns.</summary>
    public RoleState? PausedFrom { get; private set; }

    /// <summary>When a pause is to be looked at again.</summary>
    public DateOnly? ReviewBy { get; private set; }

    /// <summary>Who looks after them during a pause.</summary>
    public Guid? SupportOwnerId { get; private set; }

    /// <summary>How this holder is paid.</summary>
    public Pay Pay { get; private set; }

    /// <summary>Rostered hours a week, 0 to 60; null when not rostered.</summary>
    public decimal? RosteredHours { get; private set; }

    /// <summary>Who supervises the holder now (INV-004).</summary>
    public Guid? SupervisorId { get; private set; }

    /// <summary>Who manages the holder in this role of staff; null for nobody named. It opens no record to them.</summary>
    public Guid? ManagerId { get; private set; }

    /// <summary>The earlier spell that this one takes up again.</summary>
    public Guid? RestartOfId { get; private set; }

    /// <summary>Why it ended; null while it runs.</summary>
    public ExitReason? ExitReason { get; private set; }

    /// <summary>From when somebody told "not this time" may try again.</summary>
    public DateOnly? ReapplyFrom { get; private set; }

    /// <summary>Feedback or the reason of the last move: sealed.</summary>
    public SealedText? Note { get; private set; }

    /// <summary>Who confirmed that the lived-experience criterion is met, and when; nothing else about it is stored (INV-008).</summary>
    public Guid? CriterionConfirmedById { get; private set; }

    /// <summary>When the lived-experience criterion was confirmed.</summary>
    public DateTimeOffset? CriterionConfirmedAt { get; private set; }

    /// <summary>True while the import that brings it in has not finished.</summary>
    public bool Arriving { get; internal set; }

    /// <summary>The import that brought it in, where one did.</summary>
    public Guid? ImportId { get; internal set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Every state it went through, with its date.</summary>
    public IReadOnlyList<RoleMove> Moves => moves;

    /// <summary>Starts a spell. Overlap with other spells, and whether the supervisor may be (INV-004), are the use case's to check, under the person's lock.</summary>
    public static RoleHolding Start(
        Guid id, Guid personId, RoleDefinition role, RoleState state, DateOnly from, Pay? pay = null, decimal? rosteredHours = null, Guid? restartOf = null, Guid? supervisorId = null)
    {
        var holding = new RoleHolding
        {
            Id = id,
            PersonId = personId,
            RoleDefinitionId = role.Id,
            SchemeId = role.SchemeId,
            From = from,
            State = state,
            Pay = pay ?? role.Pay,
            RosteredHours = rosteredHours,
            RestartOfId = restartOf,
            SupervisorId = supervisorId,
        };
        holding.moves.Add(new RoleMove(id, personId, 1, state, from));
        return holding;
    }

    /// <summary>A spell as a service's earlier records tell it: where it stands or stood, without the steps in between.</summary>
    /// <param name="id">The id.</param>
    /// <param name="personId">The holder.</param>
    /// <param name="role">The role.</param>
    /// <param name="state">Where it stands; null for a role without steps, or for one that ended and whose last step is not known.</param>
    /// <param name="from">First London date.</param>
    /// <param name="to">Last London date; null while it runs.</param>
    /// <param name="exitReason">Why it ended; null where it was not recorded (INV-190).</param>
    /// <param name="rosteredHours">Rostered hours a week.</param>
    /// <returns>The spell, or <see cref="Invalid"/> when it would end before it began (INV-003).</returns>
    public static Outcome<RoleHolding> FromHistory(
        Guid id, Guid personId, RoleDefinition role, RoleState? state, DateOnly from, DateOnly? to, ExitReason? exitReason, decimal? rosteredHours)
    {
        if (to < from)
        {
            return new Invalid("On", "The end date must not be before the role began");
        }

        var holding = Start(id, personId, role, state ?? (role.OnLadder ? RoleState.ActiveSupervised : RoleState.Held), from, rosteredHours: rosteredHours);
        if (to is { } last)
        {
            holding.moves.Add(new RoleMove(id, personId, 2, RoleState.Ended, last));
            (holding.State, holding.To, holding.ExitReason) = (RoleState.Ended, last, exitReason);
        }

        return holding;
    }

    /// <summary>Moves along the ladder, or to a pause and back.</summary>
    /// <param name="to">The next state. Ending and "not this time" have verbs of their own.</param>
    /// <param name="on">The London date of the move.</param>
    public Refusal? MoveTo(RoleState to, DateOnly on)
    {
        if (to is RoleState.Ended or RoleState.NotThisTime or RoleState.Paused)
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "Use End, DeclineThisTime or Pause.");
        }

        if (State == RoleState.Paused && to != PausedFrom)
        {
            return new MoveNotOpen(State, to);
        }

        if (Move(to, on) is { } refusal)
        {
            return refusal;
        }

        PausedFrom = null;
        ReviewBy = null;
        SupportOwnerId = null;
        return null;
    }

    /// <summary>Pauses with support: with a reason, somebody who looks after them, and a date to look again.</summary>
    public Refusal? Pause(DateOnly on, Guid supportOwnerId, DateOnly reviewBy, SealedText reason)
    {
        if (supportOwnerId == PersonId)
        {
            return new Invalid("SupportOwnerId", "Choose somebody else to look after them during the pause");
        }

        if (reviewBy <= on)
        {
            return new Invalid("ReviewBy", "The review date must be after the pause begins");
        }

        var from = State;
        if (Move(RoleState.Paused, on) is { } refusal)
        {
            return refusal;
        }

        (PausedFrom, SupportOwnerId, ReviewBy, Note) = (from, supportOwnerId, reviewBy, reason);
        return null;
    }

    /// <summary>Says "not this time" to an application, with feedback and a date to try again.</summary>
    public Refusal? DeclineThisTime(DateOnly on, DateOnly reapplyFrom, SealedText feedback)
    {
        if (reapplyFrom <= on)
        {
            return new Invalid("ReapplyFrom", "The date to try again must be after today");
        }

        if (Move(RoleState.NotThisTime, on) is { } refusal)
        {
            return refusal;
        }

        (To, ReapplyFrom, Note) = (on, reapplyFrom, feedback);
        return null;
    }

    /// <summary>Ends the spell (INV-003: not before it began, and once only).</summary>
    public Refusal? End(DateOnly on, ExitReason reason, SealedText? note)
    {
        if (State.IsOver())
        {
            return new AlreadyEnded(To);
        }

        if (on < From)
        {
            return new Invalid("On", "The end date must not be before the role began");
        }

        if (Move(RoleState.Ended, on) is { } refusal)
        {
            return refusal;
        }

        (To, ExitReason, Note) = (on, reason, note ?? Note);
        return null;
    }

    /// <summary>Names the supervisor. Whether they may be (INV-004) is the use case's to check.</summary>
    public void SuperviseBy(Guid? supervisorId)
    {
        SupervisorId = supervisorId;
        Version++;
    }

    /// <summary>A pause was looked at: who looks after them from now on, and when next.</summary>
    internal Refusal? LookAgain(Guid supportOwnerId, DateOnly reviewBy)
    {
        if (State != RoleState.Paused)
        {
            return new MoveNotOpen(State, RoleState.Paused);
        }

        (SupportOwnerId, ReviewBy) = (supportOwnerId, reviewBy);
        Version++;
        return null;
    }

    /// <summary>Names who manages the holder; null for nobody. Whether they may is the use case's to check.</summary>
    internal void ManageBy(Guid? managerId)
    {
        ManagerId = managerId;
        Version++;
    }

    /// <summary>Records that the lived-experience criterion is met, by whom and when.</summary>
    public void ConfirmCriterion(Guid by, DateTimeOffset at)
    {
        (CriterionConfirmedById, CriterionConfirmedAt) = (by, at);
        Version++;
    }

    /// <summary>True on a London date within the spell.</summary>
    public bool Covers(DateOnly date) => From <= date && (To is null || date <= To);

    /// <summary>True when this spell shares a date with another.</summary>
    public bool Overlaps(DateOnly from, DateOnly? to) => (To is null || from <= To) && (to is null || From <= to);

    private Refusal? Move(RoleState to, DateOnly on)
    {
        if (!RoleStates.ExitsOf(State).Contains(to))
        {
            return new MoveNotOpen(State, to);
        }

        if (moves.Count > 0 && on < moves[^1].On)
        {
            return new Invalid("On", $"The date must not be before the last change, {moves[^1].On:d MMMM yyyy}");
        }

        State = to;
        Version++;
        moves.Add(new RoleMove(Id, PersonId, moves.Count + 1, to, on));
        return null;
    }
}

/// <summary>One state a holding went into, and the London date of it.</summary>
public sealed class RoleMove : IAboutPerson
{
    private RoleMove()
    {
    }

    internal RoleMove(Guid holdingId, Guid personId, int number, RoleState state, DateOnly on) =>
        (HoldingId, PersonId, Number, State, On) = (holdingId, personId, number, state, on);

    /// <summary>The holding.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Order within the holding, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The state gone into.</summary>
    public RoleState State { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>The London date on which the holder said that they had seen this change in their work.</summary>
    public DateOnly? SeenOn { get; private set; }

    internal void See(DateOnly on) => SeenOn ??= on;
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record MoveNotOpen(RoleState From, RoleState To) : Refusal("move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"A role that is “{From.Name()}” cannot become “{To.Name()}”.";
}

/// <summary>The spell is already over.</summary>
/// <param name="On">When it ended.</param>
public sealed record AlreadyEnded(DateOnly? On) : Refusal("already-ended")
{
    /// <inheritdoc />
    public override string Sentence => On is { } on ? $"This role already ended on {on:d MMMM yyyy}." : "This role has already ended.";
}
