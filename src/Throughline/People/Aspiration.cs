using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>
/// Where somebody would like to go, on a date: a role here that does not ask for lived experience, or work elsewhere in their own words
/// (INV-010). Theirs to record, at any time, whatever they hold now.
/// </summary>
public sealed class Aspiration : IAboutPerson
{
    /// <summary>Longest own words, in characters.</summary>
    public const int WordsMaxLength = 500;

    private Aspiration()
    {
    }

    internal Aspiration(Guid id, Guid personId, Guid? roleDefinitionId, SealedText? words, DateOnly on, bool told) =>
        (Id, PersonId, RoleDefinitionId, Words, On, Told) = (id, personId, roleDefinitionId, words, on, told);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The role here, where it is one.</summary>
    public Guid? RoleDefinitionId { get; private init; }

    /// <summary>Their own words, sealed.</summary>
    public SealedText? Words { get; private init; }

    /// <summary>The London date on which they said it.</summary>
    public DateOnly On { get; private init; }

    /// <summary>True where they let the service know that they would like to move on: that alone, and never where to or in which words.</summary>
    public bool Told { get; private set; }

    internal void TakeBack() => Told = false;
}

// Who has let the service know that they would like to move on, for the filter of what rests on it alone.
internal sealed class WishTold
{
    public Guid PersonId { get; init; }

    public bool Told { get; init; }
}
