using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>
/// Whether one person was at one session, and what they told us. Anybody who runs the session writes it down; nobody judges by it here. Each time it
/// is put right it gets another version, and the ones before are kept.
/// </summary>
public sealed class AttendanceFact : IAboutPerson
{
    /// <summary>Longest "what the person told us", in characters.</summary>
    public const int ToldMaxLength = 500;

    private readonly List<FactVersion> versions = [];

    private AttendanceFact()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The place at the session that it is about.</summary>
    public Guid PlaceId { get; private init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Its group.</summary>
    public Guid ActivityId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The session's London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Where it stands.</summary>
    public FactState State { get; private set; } = FactState.Recorded;

    /// <summary>What happened, as it is known now.</summary>
    public AttendanceMark Mark { get; private set; }

    /// <summary>When it was last written down, in UTC.</summary>
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>The number of its newest version, from 1; the concurrency token too.</summary>
    public int Version { get; private set; }

    /// <summary>Every version.</summary>
    public IReadOnlyList<FactVersion> Versions => versions;

    /// <summary>Writes it down for the first time.</summary>
    internal static AttendanceFact Record(Guid id, SessionPlace place, AttendanceMark mark, SealedText? told, Guid by, DateTimeOffset at)
    {
        var fact = new AttendanceFact
        {
            Id = id, PlaceId = place.Id, SessionId = place.SessionId, ActivityId = place.ActivityId, SchemeId = place.SchemeId, On = place.On, PersonId = place.PersonId,
        };
        fact.Write(mark, told, by, at);
        return fact;
    }

    /// <summary>Puts it right.</summary>
    internal void Correct(AttendanceMark mark, SealedText? told, Guid by, DateTimeOffset at)
    {
        State = FactStates.ExitsOf(State).Single();
        Write(mark, told, by, at);
    }

    private void Write(AttendanceMark mark, SealedText? told, Guid by, DateTimeOffset at)
    {
        (Mark, RecordedAt) = (mark, at);
        versions.Add(new FactVersion(Id, ++Version, PersonId, mark, told, by, at));
    }
}

/// <summary>What a fact said from one time on.</summary>
public sealed class FactVersion : IAboutPerson
{
    private FactVersion()
    {
    }

    internal FactVersion(Guid factId, int number, Guid personId, AttendanceMark mark, SealedText? told, Guid recordedById, DateTimeOffset recordedAt) =>
        (FactId, Number, PersonId, Mark, Told, RecordedById, RecordedAt) = (factId, number, personId, mark, told, recordedById, recordedAt);

    /// <summary>The fact.</summary>
    public Guid FactId { get; private init; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What happened.</summary>
    public AttendanceMark Mark { get; private init; }

    /// <summary>What the person told us: sealed; null for nothing.</summary>
    public SealedText? Told { get; private init; }

    /// <summary>Who wrote it down.</summary>
    public Guid RecordedById { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset RecordedAt { get; private init; }
}
