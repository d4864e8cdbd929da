namespace Throughline.Schemes;

/// <summary>What sort of body runs the schemes.</summary>
public enum OrganisationKind
{
    /// <summary>A trust, as probation trusts and health trusts are or were.</summary>
    Trust = 1,

    /// <summary>A company.</summary>
    Company = 2,

    /// <summary>A service of national or local government.</summary>
    Service = 3,

    /// <summary>A charity.</summary>
    Charity = 4,

    /// <summary>Something else.</summary>
    Other = 5,
}

/// <summary>How the organisation came to be what it is in one spell of its history.</summary>
public enum OrganisationChange
{
    /// <summary>The first spell that is recorded.</summary>
    Founded = 1,

    /// <summary>The same body took a new name.</summary>
    Renamed = 2,

    /// <summary>Another body took over.</summary>
    Succeeded = 3,
}

/// <summary>
/// The organisation of this installation, of which there is exactly one, through all its names and bodies: a trust becomes a company becomes
/// a service. A report about a date carries the name of that date (INV-007).
/// </summary>
public sealed class Organisation
{
    /// <summary>The id of the one organisation, the same in every installation.</summary>
    public static readonly Guid TheId = new("0196f3a0-0000-7000-8000-000000000001");

    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 160;

    /// <summary>How far ahead a change may be entered, in years.</summary>
    public const int MostYearsAhead = 2;

    private readonly List<OrganisationSpell> spells = [];

    private Organisation()
    {
    }

    /// <summary>Always <see cref="TheId"/>.</summary>
    public Guid Id { get; private init; } = TheId;

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Its history. Read it in order through <see cref="History"/>.</summary>
    public IReadOnlyList<OrganisationSpell> Spells => spells;

    /// <summary>Its history, oldest first. Each spell lasts until the day before the next.</summary>
    public IEnumerable<OrganisationSpell> History => spells.OrderBy(s => s.From);

    /// <summary>Records the organisation with its first name.</summary>
    public static Outcome<Organisation> Found(Guid spellId, string? name, OrganisationKind kind, DateOnly from)
    {
        if (Check(name, kind) is { } refusal)
        {
            return refusal;
        }

        var organisation = new Organisation();
        organisation.spells.Add(new(spellId, TheId, name!.Trim(), kind, OrganisationChange.Founded, from));
        return organisation;
    }

    /// <summary>What it is on a date; the first spell for any date before it.</summary>
    public OrganisationSpell At(DateOnly date) => History.LastOrDefault(s => s.From <= date) ?? History.First();

    /// <summary>The same body takes a new name from a date.</summary>
    public Refusal? Rename(Guid spellId, string? name, DateOnly from, DateOnly today) =>
        Change(spellId, name, History.Last().Kind, OrganisationChange.Renamed, from, today);

    /// <summary>Another body takes over from a date.</summary>
    public Refusal? SucceedBy(Guid spellId, string? name, OrganisationKind kind, DateOnly from, DateOnly today) =>
        Change(spellId, name, kind, OrganisationChange.Succeeded, from, today);

    private Refusal? Change(Guid spellId, string? name, OrganisationKind kind, OrganisationChange how, DateOnly from, DateOnly today)
    {
        if (Check(name, kind) is { } refusal)
        {
            return refusal;
        }

        var newest = History.Last();
        if (from <= newest.From)
        {
            return new ChangeBeforeHistory(newest.Name, newest.From);
        }

        if (from > today.AddYears(MostYearsAhead))
        {
            return new Invalid(nameof(OrganisationSpell.From), $"The date must be no more than {MostYearsAhead} years from today");
        }

        if (string.Equals(name!.Trim(), newest.Name, StringComparison.Ordinal) && kind == newest.Kind)
        {
            return new Invalid(nameof(OrganisationSpell.Name), "Enter a name that is different from the present one");
        }

        spells.Add(new(spellId, TheId, name.Trim(), kind, how, from));
        Version++;
        return null;
    }

    private static Refusal? Check(string? name, OrganisationKind kind) =>
        Typed.Required(name, NameMaxLength, nameof(OrganisationSpell.Name), "Enter the name of the organisation", "The name")
        ?? (Enum.IsDefined(kind) ? null : new Invalid(nameof(OrganisationSpell.Kind), "Choose what sort of organisation it is"));
}

/// <summary>One spell of the organisation's history: from a day until the next spell begins.</summary>
public sealed class OrganisationSpell
{
    private OrganisationSpell()
    {
    }

    internal OrganisationSpell(Guid id, Guid organisationId, string name, OrganisationKind kind, OrganisationChange how, DateOnly from) =>
        (Id, OrganisationId, Name, Kind, How, From) = (id, organisationId, name, kind, how, from);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The organisation.</summary>
    public Guid OrganisationId { get; private init; }

    /// <summary>Its name in this spell.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What sort of body it is in this spell.</summary>
    public OrganisationKind Kind { get; private init; }

    /// <summary>How the spell came about.</summary>
    public OrganisationChange How { get; private init; }

    /// <summary>First day of the spell.</summary>
    public DateOnly From { get; private init; }
}

/// <summary>A change of the organisation was dated on or before the newest one: history is added to, not rewritten.</summary>
/// <param name="Name">The name that began then.</param>
/// <param name="From">The first day of the newest spell.</param>
public sealed record ChangeBeforeHistory(string Name, DateOnly From) : Refusal("change-before-history")
{
    /// <inheritdoc />
    public override string Sentence => $"The date must be after {Typed.Day(From)}, when the name {Name} began";

    /// <inheritdoc />
    public override string? Field => nameof(OrganisationSpell.From);
}
