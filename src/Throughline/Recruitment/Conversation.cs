using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A talk with somebody who applied. Its notes start from what was good; the person reads every word of them.</summary>
public sealed class Conversation : IAboutPerson
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteMaxLength = 3000;

    private Conversation()
    {
    }

    internal Conversation(Guid id, Application application, DateOnly on, Guid with, SealedText strengths, SealedText? wishes, SealedText? support) =>
        (Id, ApplicationId, PersonId, On, WithId, Strengths, Wishes, Support) = (id, application.Id, application.PersonId, on, with, strengths, wishes, support);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private init; }

    /// <summary>Who applied.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The London date of the talk.</summary>
    public DateOnly On { get; private init; }

    /// <summary>Who talked with them and wrote the notes.</summary>
    public Guid WithId { get; private init; }

    /// <summary>What was good: sealed, compulsory.</summary>
    public SealedText Strengths { get; private init; } = null!;

    /// <summary>What they would like from it: sealed.</summary>
    public SealedText? Wishes { get; private init; }

    /// <summary>What would help them to do it well: sealed.</summary>
    public SealedText? Support { get; private init; }
}
