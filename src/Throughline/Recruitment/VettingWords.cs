using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What words of the person's own are for.</summary>
public enum VettingWordsKind
{
    /// <summary>What they wish whoever decides to know of the past. Asked only where the scheme has turned it on.</summary>
    Past = 1,

    /// <summary>Why they think that a refusal should be looked at again.</summary>
    Appeal = 2,
}

/// <summary>
/// Words that a person wrote for the one who decides about their clearance: possibly about convictions. Sealed under their key and again under a
/// key of its own, which is destroyed when the decision and the time to appeal are over (INV-023): then no copy anywhere can be read, though the
/// person's own key lives on. At most one other person may open them at any time, and never as a list (INV-024).
/// </summary>
public sealed class VettingWords : IAboutPerson
{
    private VettingWords()
    {
    }

    internal VettingWords(Guid id, VettingCase about, VettingWordsKind kind, SealedText words, DateTimeOffset now) =>
        (Id, CaseId, PersonId, Kind, Words, WrittenAt) = (id, about.Id, about.PersonId, kind, words, now);

    /// <summary>The id, and the id of the key of its own.</summary>
    public Guid Id { get; private init; }

    /// <summary>The case.</summary>
    public Guid CaseId { get; private init; }

    /// <summary>The person who wrote them.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What they are for.</summary>
    public VettingWordsKind Kind { get; private init; }

    /// <summary>The words, sealed twice; null once destroyed.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>The one other person who may open them now; null for nobody.</summary>
    public Guid? ReaderId { get; private set; }

    /// <summary>When they were written.</summary>
    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>When they were destroyed.</summary>
    public DateTimeOffset? DestroyedAt { get; private set; }

    internal void HandTo(Guid? readerId) => ReaderId = Words is null ? null : readerId;

    /// <summary>Takes them out for ever. The key of its own is destroyed once this has been committed.</summary>
    internal void Destroy(DateTimeOffset now) => (Words, ReaderId, DestroyedAt) = (null, null, now);
}
