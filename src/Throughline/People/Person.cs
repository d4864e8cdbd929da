using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>
/// One human being, whatever roles they hold or held: a mentee may also be a mentor, a mentor a member of staff. What they are here is said by
/// their <see cref="RoleHolding"/>s, never by a field of theirs.
/// </summary>
public sealed class Person : IAboutPerson
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest reference of the scheme's own, in characters.</summary>
    public const int ReferenceMaxLength = 40;

    /// <summary>Longest contact note, in characters.</summary>
    public const int ContactNoteMaxLength = 500;

    private Person()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    Guid IAboutPerson.PersonId => Id;

    /// <summary>What they are called: the name shown everywhere.</summary>
    public string PreferredName { get; private set; } = "";

    /// <summary>Family name, where known; shown to the hats that run the scheme.</summary>
    public string? FamilyName { get; private set; }

    /// <summary>Preferred and family name together, for lists.</summary>
    public string FullName => FamilyName is null ? PreferredName : $"{PreferredName} {FamilyName}";

    /// <summary>The key by which lists are ordered: family name, then preferred name, folded by <see cref="NameFolding"/>.</summary>
    public string SortName { get; private set; } = "";

    /// <summary>Pronouns, in their own words.</summary>
    public string? Pronouns { get; private set; }

    /// <summary>The scheme's own reference, unique in the service where given; how a repeated import knows a person again.</summary>
    public string? Reference { get; private set; }

    /// <summary>Safe times and ways to be in touch, reading and language needs: their words, sealed.</summary>
    public SealedText? ContactNote { get; private set; }

    /// <summary>True when they asked for no contact: automated messages stop.</summary>
    public bool NoContact { get; private set; }

    /// <summary>The date from which nobody else is shown that they hold or held a role that asks for lived experience (E08); null for none.</summary>
    public DateOnly? LabelSunset { get; private set; }

    /// <summary>The import that brought them in, where one did.</summary>
    public Guid? ImportId { get; internal set; }

    /// <summary>True while the import that brings them in has not finished: no query returns them until it has.</summary>
    public bool Arriving { get; internal set; }

    /// <summary>When the record was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When their key was destroyed and their name taken out; null while the record lives.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>
    /// Rises by one with every change of their own details, contact or label, when they are erased, and with nothing else: the concurrency token of those forms. Whoever takes the person's turn for
    /// something else leaves it as it is, or an open form would tell that something happened.
    /// </summary>
    public int Version { get; private set; } = 1;

    /// <summary>Adds a person.</summary>
    /// <returns>The person, or <see cref="Invalid"/> for a name that is blank or too long.</returns>
    public static Outcome<Person> Add(Guid id, PersonDetails details, DateTimeOffset now)
    {
        var person = new Person { Id = id, CreatedAt = now };
        return person.Put(details) is { } refusal ? refusal : person;
    }

    /// <summary>Changes what they are called and known by.</summary>
    public Refusal? Describe(PersonDetails details)
    {
        if (Put(details) is { } refusal)
        {
            return refusal;
        }

        Version++;
        return null;
    }

    /// <summary>Changes the contact note and the no-contact wish.</summary>
    public void SetContact(SealedText? note, bool noContact)
    {
        ContactNote = note;
        NoContact = noContact;
        Version++;
    }

    /// <summary>Sets or takes back the label sunset. Theirs alone to set.</summary>
    public void SetLabelSunset(DateOnly? from)
    {
        LabelSunset = from;
        Version++;
    }

    /// <summary>True when the label sunset has come.</summary>
    public bool LabelHasSet(DateOnly today) => LabelSunset is { } from && from <= today;

    /// <summary>The contact note that they are added with.</summary>
    internal void AddNote(SealedText? note) => ContactNote = note;

    /// <summary>Takes out what the row itself says about them; called when their key is destroyed.</summary>
    internal void Erase(DateTimeOffset now)
    {
        PreferredName = "Erased person";
        FamilyName = Pronouns = Reference = null;
        ContactNote = null;
        SortName = NameFolding.SortKey(PreferredName, null);
        ErasedAt = now;
        Version++;
    }

    private Refusal? Put(PersonDetails details)
    {
        if (details.Check() is { } refusal)
        {
            return refusal;
        }

        PreferredName = details.PreferredName!.Trim();
        FamilyName = Blank(details.FamilyName);
        Pronouns = Blank(details.Pronouns);
        Reference = Blank(details.Reference);
        SortName = NameFolding.SortKey(PreferredName, FamilyName);
        return null;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What a person is called and known by, as typed.</summary>
/// <param name="PreferredName">What they are called; compulsory.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="Pronouns">Pronouns.</param>
/// <param name="Reference">The scheme's own reference.</param>
public sealed record PersonDetails(string? PreferredName, string? FamilyName = null, string? Pronouns = null, string? Reference = null)
{
    /// <summary>The first thing wrong, or null.</summary>
    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(PreferredName))
        {
            return new Invalid(nameof(PreferredName), "Enter what this person is called");
        }

        (string Name, string? Value, int Max, string Label)[] limits =
        [
            (nameof(PreferredName), PreferredName, Person.NameMaxLength, "The name"),
            (nameof(FamilyName), FamilyName, Person.NameMaxLength, "The family name"),
            (nameof(Pronouns), Pronouns, Person.NameMaxLength, "The pronouns"),
            (nameof(Reference), Reference, Person.ReferenceMaxLength, "The reference"),
        ];
        foreach (var (name, value, max, label) in limits)
        {
            if (value?.Trim().Length > max)
            {
                return new Invalid(name, $"{label} must be {max} characters or fewer");
            }

            if (value is not null && value.Any(char.IsControl))
            {
                return new Invalid(name, $"{label} must not contain tabs, line breaks or control characters");
            }
        }

        return null;
    }
}

/// <summary>A word of a person's name, folded, by which search finds them.</summary>
internal sealed class PersonTerm : INotAudited
{
    public string Term { get; init; } = "";

    public Guid PersonId { get; init; }

    public static IEnumerable<PersonTerm> Of(Person person) =>
        NameFolding.Terms(person.PreferredName, person.FamilyName, person.Reference).Select(term => new PersonTerm { Term = term, PersonId = person.Id });
}
