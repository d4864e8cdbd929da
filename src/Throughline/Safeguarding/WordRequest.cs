using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Somebody would like a word (INV-127). Nothing is asked, and nothing is written down but that.</summary>
public sealed class WordRequest : IAboutPerson
{
    private WordRequest()
    {
    }

    internal WordRequest(Guid id, Guid personId, Guid schemeId, DateTimeOffset at) => (Id, PersonId, SchemeId, At) = (id, personId, schemeId, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>When they pressed.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>When somebody saw it; null while nobody has.</summary>
    public DateTimeOffset? SeenAt { get; private set; }

    /// <summary>Who saw it.</summary>
    public Guid? SeenById { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal Refusal? See(Guid by, DateTimeOffset at)
    {
        if (SeenAt is not null)
        {
            return new AlreadyAnswered();
        }

        (SeenAt, SeenById) = (at, by);
        Version++;
        return null;
    }
}
