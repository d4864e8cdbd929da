using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>
/// “What I see in you”: a strength that somebody of the staff tells a person. It is shared in the moment it is said, for that person alone, and nobody can
/// change it afterwards (INV-105). The person may put it away and bring it back.
/// </summary>
public sealed class BeliefStatement : IAboutPerson
{
    /// <summary>Longest words, in characters: half a minute's worth.</summary>
    public const int WordsMaxLength = 400;

    private BeliefStatement()
    {
    }

    internal BeliefStatement(Guid id, Guid personId, Guid authorId, Guid schemeId, BeliefPrompt prompt, SealedText words, DateOnly on) =>
        (Id, PersonId, AuthorId, SchemeId, Prompt, Words, SharedOn) = (id, personId, authorId, schemeId, prompt, words, on);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whom it is about and for.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who says it.</summary>
    public Guid AuthorId { get; private init; }

    /// <summary>The scheme in which both are.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What strength it speaks of.</summary>
    public BeliefPrompt Prompt { get; private init; }

    /// <summary>The words, sealed.</summary>
    public SealedText Words { get; private init; } = null!;

    /// <summary>The London date on which it was said and shared.</summary>
    public DateOnly SharedOn { get; private init; }

    /// <summary>True while the person has put it away.</summary>
    public bool PutAway { get; private set; }

    /// <summary>Puts it away, or brings it back.</summary>
    internal void Keep(bool away) => PutAway = away;
}
