using Throughline.Storage;

namespace Throughline.People;

/// <summary>
/// The effect of a conflict: from the moment it stands, its viewer cannot find its subject by any list, count, search, suggestion, export or id.
/// A row says nothing about why.
/// </summary>
public sealed class Wall : IAboutPerson
{
    private Wall()
    {
    }

    internal Wall(Guid id, Guid conflictId, Guid viewerId, Guid subjectId, DateTimeOffset from, Guid? ownerId = null) =>
        (Id, ConflictId, ViewerId, SubjectId, From, OwnerId) = (id, conflictId, viewerId, subjectId, from, ownerId ?? viewerId);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The conflict that it is the effect of.</summary>
    public Guid ConflictId { get; private init; }

    /// <summary>Whose conflict it is: the audit log keeps what happens to a wall under this person, never under the one it hides.</summary>
    public Guid OwnerId { get; private init; }

    Guid IAboutPerson.PersonId => OwnerId;

    /// <summary>Who cannot see.</summary>
    public Guid ViewerId { get; private init; }

    /// <summary>Whom they cannot see.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset From { get; private init; }

    /// <summary>When it was lifted; null while it stands.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>Lifts it.</summary>
    internal void Lift(DateTimeOffset now) => LiftedAt ??= now;
}

/// <summary>
/// The reach side of a role holding, without any filter: which schemes and supervisors a person belongs to. The visibility rule is written over
/// this and over <see cref="Wall"/>; nothing else may use it.
/// </summary>
internal sealed class Belonging
{
    public Guid PersonId { get; init; }

    public Guid SchemeId { get; init; }

    public Guid? SupervisorId { get; init; }

    public Guid? ManagerId { get; init; }

    public Guid RoleDefinitionId { get; init; }

    public RoleState State { get; init; }

    public DateOnly? To { get; init; }
}
