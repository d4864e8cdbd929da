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

    /// <summary>True for the kinds of which only the exclusion is kept.</summary>
    public static bool IsKeptAsExclusionOnly(RelationshipKind kind) =>
        kind is RelationshipKind.CoDefendant or RelationshipKind.Victim or RelationshipKind.FormerAssociate;

    /// <summary>Records that two people are kept apart.</summary>
    /// <returns>The relationship, or <see cref="Invalid"/> when both are the same person or it ends before it begins.</returns>
    public static Outcome<Relationship> Declare(Guid id, Guid personId, Guid otherId, SealedText? kind, Guid declaredById, DateOnly from) =>
        personId == otherId
            ? new Invalid(nameof(OtherId), "Choose two different people")
            : new Relationship { Id = id, PersonId = personId, OtherId = otherId, Kind = kind, DeclaredById = declaredById, From = from };
}
