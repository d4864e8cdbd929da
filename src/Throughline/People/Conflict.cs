using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>What is known of somebody who may be the one a conflict is with.</summary>
public enum PartyStanding
{
    /// <summary>Has the name that was given. The wall stands until somebody has looked.</summary>
    Candidate = 1,

    /// <summary>Is the one.</summary>
    Confirmed = 2,

    /// <summary>Is somebody else of the same name; the wall is down.</summary>
    NotThem = 3,
}

/// <summary>
/// "Someone close to me uses this service." The organisation sets the wall, in the same transaction, and asks nothing more of the person who
/// said so (E31, INV-140). Whether anybody of that name is known is never told to them: the answer is the same for nobody, one and many.
/// </summary>
public sealed class Conflict : IAboutPerson
{
    /// <summary>Longest name given, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Longest plan or reason, in characters.</summary>
    public const int TextMaxLength = 2000;

    private readonly List<ConflictParty> parties = [];

    private Conflict()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person who said it, or about whom a coordinator did.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who told us: the person themselves or a coordinator.</summary>
    public Guid DeclaredById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset DeclaredAt { get; private init; }

    /// <summary>The name they gave, sealed under their key; null where a coordinator named two records.</summary>
    public SealedText? DeclaredName { get; private init; }

    /// <summary>Where it stands.</summary>
    public ConflictState State { get; private set; } = ConflictState.Declared;

    /// <summary>By when a coordinator is to have looked and made a plan; null once nothing waits.</summary>
    public DateOnly? ActBy { get; private set; }

    /// <summary>The plan for the work around the wall, sealed.</summary>
    public SealedText? Plan { get; private set; }

    /// <summary>By when the wall is to be looked at again: at most 90 days ahead (INV-143).</summary>
    public DateOnly? ReviewBy { get; private set; }

    /// <summary>Why the wall came down, or what the last review found: sealed.</summary>
    public SealedText? Finding { get; private set; }

    /// <summary>When it was lifted.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Those who may be or are the other side.</summary>
    public IReadOnlyList<ConflictParty> Parties => parties;

    /// <summary>Records what was said; the interim wall stands at once.</summary>
    /// <param name="id">The id.</param>
    /// <param name="personId">The person it is about.</param>
    /// <param name="declaredById">Who said it.</param>
    /// <param name="name">The name given, sealed; null where two records were named.</param>
    /// <param name="now">The instant.</param>
    /// <param name="actBy">By when a coordinator is to look and plan.</param>
    public static Conflict Declare(Guid id, Guid personId, Guid declaredById, SealedText? name, DateTimeOffset now, DateOnly actBy)
    {
        var conflict = new Conflict { Id = id, PersonId = personId, DeclaredById = declaredById, DeclaredName = name, DeclaredAt = now, ActBy = actBy };
        conflict.Move(ConflictState.InterimWall);
        return conflict;
    }

    /// <summary>Adds somebody of the name given, or named by a coordinator.</summary>
    internal ConflictParty AddParty(Guid otherId, PartyStanding standing, DateOnly since, DateOnly actBy)
    {
        var party = new ConflictParty(Id, PersonId, otherId, standing, since, actBy);
        parties.Add(party);
        return party;
    }

    /// <summary>
    /// A coordinator has looked. With somebody confirmed it is assessed; with nobody, the interim wall stays and goes on waiting for a
    /// newcomer of the name.
    /// </summary>
    /// <param name="by">Who looked: never one of the two.</param>
    /// <param name="planBy">By when a plan is due, where no date stands yet.</param>
    public Refusal? Assess(Guid by, DateOnly planBy)
    {
        if (IsOneOfTheTwo(by))
        {
            return new OneOfTheTwo();
        }

        if (State == ConflictState.InterimWall)
        {
            var known = parties.Any(p => p.Standing == PartyStanding.Confirmed);
            ActBy = known ? ActBy ?? planBy : null;
            if (known)
            {
                Move(ConflictState.Assessed);
            }
        }

        Version++;
        return null;
    }

    /// <summary>Sets the plan for the work around the wall.</summary>
    /// <param name="by">Who decides: never one of the two.</param>
    /// <param name="plan">The plan, sealed.</param>
    /// <param name="reviewBy">When to look again.</param>
    public Refusal? SetPlan(Guid by, SealedText plan, DateOnly reviewBy)
    {
        if (IsOneOfTheTwo(by))
        {
            return new OneOfTheTwo();
        }

        if (Move(ConflictState.WallActive) is { } refusal)
        {
            return refusal;
        }

        (Plan, ReviewBy, ActBy) = (plan, reviewBy, null);
        return null;
    }

    /// <summary>Looks again and keeps the wall.</summary>
    public Refusal? Continue(Guid by, SealedText finding, DateOnly nextReview)
    {
        if (BeginReview(by) is { } refusal)
        {
            return refusal;
        }

        Move(ConflictState.Continued);
        (Finding, ReviewBy) = (finding, nextReview);
        return null;
    }

    /// <summary>Looks again and takes the wall down (INV-143: only somebody other than the two).</summary>
    public Refusal? Lift(Guid by, SealedText reason, DateTimeOffset now)
    {
        if (BeginReview(by) is { } refusal)
        {
            return refusal;
        }

        Move(ConflictState.Lifted);
        (Finding, LiftedAt, ReviewBy, ActBy) = (reason, now, null, null);
        return null;
    }

    /// <summary>True for the person it is about and everybody it may be with.</summary>
    public bool IsOneOfTheTwo(Guid personId) => personId == PersonId || parties.Any(p => p.OtherId == personId);

    private Refusal? BeginReview(Guid by) => IsOneOfTheTwo(by) ? new OneOfTheTwo() : Move(ConflictState.InReview);

    private Refusal? Move(ConflictState to)
    {
        if (!ConflictStates.ExitsOf(State).Contains(to))
        {
            return new ConflictMoveNotOpen(State, to);
        }

        State = to;
        Version++;
        return null;
    }
}

/// <summary>Somebody who is, or may be, the other side of a conflict.</summary>
public sealed class ConflictParty : IAboutPerson
{
    private ConflictParty()
    {
    }

    internal ConflictParty(Guid conflictId, Guid ownerId, Guid otherId, PartyStanding standing, DateOnly since, DateOnly actBy) =>
        (ConflictId, OwnerId, OtherId, Standing, Since, ActBy) = (conflictId, ownerId, otherId, standing, since, actBy);

    /// <summary>The conflict.</summary>
    public Guid ConflictId { get; private init; }

    /// <summary>Whose conflict it is; the audit log keeps changes under them, never under the other.</summary>
    public Guid OwnerId { get; private init; }

    Guid IAboutPerson.PersonId => OwnerId;

    /// <summary>The other person.</summary>
    public Guid OtherId { get; private init; }

    /// <summary>What is known.</summary>
    public PartyStanding Standing { get; private set; }

    /// <summary>The London date since which they have been one.</summary>
    public DateOnly Since { get; private init; }

    /// <summary>By when a coordinator is to look; past, for a candidate, is overdue.</summary>
    public DateOnly ActBy { get; private init; }

    internal void Settle(bool isThem) => Standing = isThem ? PartyStanding.Confirmed : PartyStanding.NotThem;
}

/// <summary>The parties without any filter. The visibility rule of conflicts is written over this; nothing else may use it.</summary>
internal sealed class Tie
{
    public Guid ConflictId { get; init; }

    public Guid OtherId { get; init; }

    public PartyStanding Standing { get; init; }
}

/// <summary>A wall is looked after by somebody other than the two people (INV-143).</summary>
public sealed record OneOfTheTwo() : Refusal("one-of-the-two")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody other than the people it is about must decide this.";
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record ConflictMoveNotOpen(ConflictState From, ConflictState To) : Refusal("conflict-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done while it stands at “{From.Name()}”.";
}
