using Throughline.People;

namespace Throughline.Audit;

/// <summary>What sort of thing an audit event records.</summary>
public enum AuditKind
{
    /// <summary>Something was changed.</summary>
    Write = 1,

    /// <summary>Something sensitive was opened.</summary>
    Read = 2,

    /// <summary>Somebody signed in or out, failed to, or changed how they sign in.</summary>
    SignIn = 3,
}

/// <summary>
/// One entry of the append-only, hash-chained audit log (INV-200, INV-208). The details are sealed under the subject's key where there is
/// a subject, so that erasing a person also erases what the log said about them, while the chain still verifies over the ciphertext.
/// </summary>
public sealed class AuditEvent
{
    internal AuditEvent()
    {
    }

    /// <summary>Place in the chain, from 1, without gaps.</summary>
    public long Sequence { get; internal init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; internal init; }

    /// <summary>Who; null for the system itself or for somebody not signed in.</summary>
    public Guid? ActorId { get; internal init; }

    /// <summary>Under which hat.</summary>
    public Hat Hat { get; internal init; }

    /// <summary>A change, a reading, or a sign-in.</summary>
    public AuditKind Kind { get; internal init; }

    /// <summary>What was done, as a short name: <c>role-ended</c>, <c>story-opened</c>.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The person it concerns, where there is one.</summary>
    public Guid? SubjectId { get; internal init; }

    /// <summary>The kind of record, as an entity name.</summary>
    public string RecordType { get; internal init; } = "";

    /// <summary>The record.</summary>
    public Guid RecordId { get; internal init; }

    /// <summary>The details as JSON (old and new values by field, the reason): sealed under the subject's key, or plain UTF-8 where there is no subject.</summary>
    public byte[] Details { get; internal init; } = [];

    /// <summary>The keyed hash of this event and of the hash before it (HMAC-SHA-256).</summary>
    public byte[] Hash { get; internal init; } = [];
}

/// <summary>The end of the chain; one row, updated by every append, which also makes appends take turns.</summary>
internal sealed class AuditHead
{
    public int Id { get; init; } = 1;

    public long Sequence { get; init; }

    public byte[] Hash { get; init; } = new byte[32];
}

/// <summary>An event about to be appended.</summary>
/// <param name="At">When.</param>
/// <param name="ActorId">Who.</param>
/// <param name="Hat">Under which hat.</param>
/// <param name="Kind">A change, a reading, or a sign-in.</param>
/// <param name="Name">What was done.</param>
/// <param name="SubjectId">The person it concerns.</param>
/// <param name="RecordType">The kind of record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Details">The details as JSON.</param>
public sealed record AuditDraft(
    DateTimeOffset At, Guid? ActorId, Hat Hat, AuditKind Kind, string Name, Guid? SubjectId, string RecordType, Guid RecordId, string Details);

/// <summary>One changed field in the details of an event.</summary>
/// <param name="Field">The property's name.</param>
/// <param name="Old">The value before, as text; null for none. Sealed and secret values appear as "(sealed)".</param>
/// <param name="New">The value after.</param>
public sealed record FieldChange(string Field, string? Old, string? New);

/// <summary>The details of a change to one record.</summary>
/// <param name="Record">The kind of record.</param>
/// <param name="Id">Its id.</param>
/// <param name="What">Added, Modified or Deleted.</param>
/// <param name="Fields">The fields that changed.</param>
public sealed record RecordChange(string Record, string Id, string What, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>The record that this one is a part of, where its events name that one; not in the details.</summary>
    internal Guid? WholeId { get; init; }
}

/// <summary>The details of an audit event.</summary>
/// <param name="Reason">Why, in the actor's words, where the act asks for it.</param>
/// <param name="Changes">What changed.</param>
public sealed record AuditDetails(string? Reason, IReadOnlyList<RecordChange> Changes);
