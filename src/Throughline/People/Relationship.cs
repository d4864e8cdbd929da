using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>How two people know each other.</summary>
public enum RelationshipKind
{
    /// <summary>Family.</summary>
    Kin = 1,

    /// <summary>The same household.</summary>
    Household = 2,

    /// <summary>Partner, or partner once.</summary>
    Partner = 3,

    /// <summary>A friend.</summary>
    Friend = 4,

    /// <summary>Knew each other before.</summary>
    PriorAcquaintance = 5,

    /// <summary>Never stored: only that the two are kept apart.</summary>
    CoDefendant = 6,

    /// <summary>Never stored: only that the two are kept apart.</summary>
    Victim = 7,

    /// <summary>Never stored: only that the two are kept apart.</summary>
    FormerAssociate = 8,
}

/// <summary>
/// Two people who are not to be put together, as mentor and mentee or as supervisor and supervised. The kind is sealed, or for the three
/// kinds that say something of an offence not stored at all; whoever matches learns that the pair is excluded and nothing more (INV-012).
/// </summary>
public sealed class Relationship : IAboutPerson
{
    /// <summary>Longest finding or reason, in characters.</summary>
    public const int TextMaxLength = 1000;

    private Relationship()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>One of the two; the kind is sealed under their key.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The other.</summary>
    public Guid OtherId { get; private init; }

    /// <summary>The kind, sealed; null where it is not kept.</summary>
    public SealedText? Kind { get; private init; }

    /// <summary>Who told us.</summary>
    public Guid DeclaredById { get; private init; }

    /// <summary>Since when.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Until when; null while it stands.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>By when somebody is to look whether it is still needed; null for one from before there was such a date, which is due.</summary>
    public DateOnly? ReviewBy { get; private set; }

    /// <summary>What the last look found, or why it ended: sealed.</summary>
    public SealedText? Finding { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>True for the kinds of which only the exclusion is kept.</summary>
    public static bool IsKeptAsExclusionOnly(RelationshipKind kind) =>
        kind is RelationshipKind.CoDefendant or RelationshipKind.Victim or RelationshipKind.FormerAssociate;

    /// <summary>Records that two people are kept apart.</summary>
    /// <returns>The relationship, or <see cref="Invalid"/> when both are the same person or it ends before it begins.</returns>
    public static Outcome<Relationship> Declare(Guid id, Guid personId, Guid otherId, SealedText? kind, Guid declaredById, DateOnly from, DateOnly reviewBy) =>
        personId == otherId
            ? new Invalid(nameof(OtherId), "Choose two different people")
            : new Relationship { Id = id, PersonId = personId, OtherId = otherId, Kind = kind, DeclaredById = declaredById, From = from, ReviewBy = reviewBy };

    /// <summary>Looks again and keeps it.</summary>
    public Refusal? Keep(Guid by, SealedText finding, DateOnly nextReview)
    {
        if (Check(by) is { } refusal)
        {
            return refusal;
        }

        (Finding, ReviewBy) = (finding, nextReview);
        Version++;
        return null;
    }

    /// <summary>Ends it: the two may be put together again.</summary>
    public Refusal? Lift(Guid by, SealedText reason, DateOnly today)
    {
        if (Check(by) is { } refusal)
        {
            return refusal;
        }

        (Finding, To, ReviewBy) = (reason, today, null);
        Version++;
        return null;
    }

    private Refusal? Check(Guid by) => by == PersonId || by == OtherId ? new OneOfTheTwo() : To is not null ? new NoLongerKeptApart() : null;
}

/// <summary>The two may be put together again already.</summary>
public sealed record NoLongerKeptApart() : Refusal("no-longer-kept-apart")
{
    /// <inheritdoc />
    public override string Sentence => "These two people are no longer kept apart.";
}

/// <summary>The two are kept apart already.</summary>
public sealed record KeptApartAlready() : Refusal("kept-apart-already")
{
    /// <inheritdoc />
    public override string Sentence => "These two people are kept apart already.";

    /// <inheritdoc />
    public override string? Field => nameof(Relationship.OtherId);
}

/// <summary>What each kind is called on the form that asks for it; nowhere else is it shown (INV-012).</summary>
public static class RelationshipKinds
{
    private static readonly Dictionary<RelationshipKind, string> Names = new()
    {
        [RelationshipKind.Kin] = "Family",
        [RelationshipKind.Household] = "Live together",
        [RelationshipKind.Partner] = "Partner or former partner",
        [RelationshipKind.Friend] = "Friend",
        [RelationshipKind.PriorAcquaintance] = "Knew each other before",
        [RelationshipKind.CoDefendant] = "Appeared in the same court case",
        [RelationshipKind.Victim] = "Harm between the two",
        [RelationshipKind.FormerAssociate] = "Knew each other in the old days",
    };

    /// <summary>The kind in plain words.</summary>
    public static string Name(this RelationshipKind kind) => Names[kind];
}
