using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>
/// Why somebody comes, with how much of it can count: one of the sorts of the scheme's dated list, never of one law. Of what it is for nothing is kept.
/// Seen by the person, their officer and the coordinators; after a label sunset by the person alone.
/// </summary>
public sealed class Requirement : IAboutPerson
{
    /// <summary>Most that can be set, in the unit of its sort.</summary>
    public const int MostLength = 400;

    private Requirement()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The item of the list <c>requirement-types</c> that held on its first day: its meaning never changes.</summary>
    public Guid TypeId { get; private init; }

    /// <summary>The item's code.</summary>
    public string Type { get; private init; } = "";

    /// <summary>In what it is counted, as its sort says.</summary>
    public CreditUnit Unit { get; private init; }

    /// <summary>Whether a session counts only if the rules were kept, as its sort says.</summary>
    public bool OnlyIfKept { get; private init; }

    /// <summary>True where a court or an officer set it, so that attendance goes to the officer; false for coming by choice.</summary>
    public bool TellsOfficer { get; private init; }

    /// <summary>First London date.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last London date as it was set; null where it is not known.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>The most that can count, from 1 to <see cref="MostLength"/> in its unit; null where nothing is counted or nobody set a most.</summary>
    public int? Length { get; private set; }

    /// <summary>The officer where one was named; null where it is the officer of the person's supervision, whoever that is.</summary>
    public Guid? OfficerId { get; private set; }

    /// <summary>Another officer who decides in the officer's place; null for nobody.</summary>
    public Guid? DelegateId { get; private set; }

    /// <summary>The London date on which it ended; null while it runs.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Who wrote it down.</summary>
    public Guid RecordedById { get; private init; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Writes one down.</summary>
    /// <returns>The requirement, or <see cref="Invalid"/>.</returns>
    public static Outcome<Requirement> Record(Guid id, Guid personId, Guid schemeId, ReferenceItem type, DateOnly from, DateOnly? to, int? length, Guid? officerId, Guid by)
    {
        var made = new Requirement
        {
            Id = id,
            PersonId = personId,
            SchemeId = schemeId,
            TypeId = type.Id,
            Type = type.Code,
            Unit = Credit.UnitOf(type),
            OnlyIfKept = type.Is("counts-only-if-kept"),
            TellsOfficer = type.Flags.GetValueOrDefault("most-set-by") != "nobody",
            From = from,
            RecordedById = by,
        };
        return (from < PeopleRules.Earliest ? new Invalid(nameof(From), $"The year must be {PeopleRules.Earliest.Year} or later") : made.Set(to, length, officerId)) is { } wrong ? wrong : made;
    }

    /// <summary>Changes when it ends, how much can count, and who the officer is.</summary>
    public Refusal? Change(DateOnly? to, int? length, Guid? officerId)
    {
        if (EndedOn is not null)
        {
            return new RequirementHasEnded();
        }

        if (Set(to, length, officerId) is { } wrong)
        {
            return wrong;
        }

        Version++;
        return null;
    }

    /// <summary>Names another officer who decides in the officer's place, or nobody any more.</summary>
    public Refusal? StandIn(Guid? delegateId)
    {
        if (EndedOn is not null)
        {
            return new RequirementHasEnded();
        }

        DelegateId = delegateId;
        Version++;
        return null;
    }

    /// <summary>Ends it: what happened until that day still counts and is still decided.</summary>
    public Refusal? End(DateOnly on)
    {
        if (EndedOn is not null)
        {
            return new RequirementHasEnded();
        }

        if (on < From)
        {
            return new Invalid(nameof(EndedOn), $"The last day must be on or after {Typed.Day(From)}, the first");
        }

        EndedOn = on;
        Version++;
        return null;
    }

    private Invalid? Set(DateOnly? to, int? length, Guid? officerId)
    {
        var counted = Unit != CreditUnit.None && TellsOfficer;
        var wrong = to < From ? new Invalid(nameof(To), "The last day must be on or after the first")
            : counted && length is null ? new Invalid(nameof(Length), Unit == CreditUnit.Day ? "Enter how many days can count" : "Enter how many sessions can count")
            : !counted && length is not null ? new Invalid(nameof(Length), "Leave this empty: nothing is counted up to a total here")
            : length is < 1 or > MostLength ? new Invalid(nameof(Length), $"The number must be from 1 to {MostLength}")
            : officerId == PersonId ? new Invalid(nameof(OfficerId), "Choose somebody other than the person themselves")
            : null;
        (To, Length, OfficerId) = wrong is null ? (to, length, officerId) : (To, Length, OfficerId);
        return wrong;
    }
}

/// <summary>The requirement has ended.</summary>
public sealed record RequirementHasEnded() : Refusal("requirement-has-ended")
{
    /// <inheritdoc />
    public override string Sentence => "This requirement has ended, so it cannot be changed. Write down a new one if there is one.";
}

/// <summary>Two requirements of one sort would share a day.</summary>
public sealed record RequirementOverlaps() : Refusal("requirement-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => "There is a requirement of this sort on some of these days already. Change that one instead";

    /// <inheritdoc />
    public override string? Field => nameof(Requirement.Type);
}

/// <summary>A requirement that a court or an officer set has an officer.</summary>
public sealed record NeedsOfficer() : Refusal("needs-officer")
{
    /// <inheritdoc />
    public override string Sentence => "No officer supervises this person here now. Choose who the officer is";

    /// <inheritdoc />
    public override string? Field => nameof(Requirement.OfficerId);
}
