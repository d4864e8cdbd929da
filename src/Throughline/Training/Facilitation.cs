using Throughline.Storage;

namespace Throughline.Training;

/// <summary>Somebody who runs a cohort, with the role they held on the day they were named (INV-035, INV-006).</summary>
public sealed class Facilitation : IAboutPerson
{
    private Facilitation()
    {
    }

    internal Facilitation(Guid id, Guid cohortId, CreditedRole role, DateOnly from, Guid namedById)
    {
        Id = id;
        CohortId = cohortId;
        PersonId = role.PersonId;
        HoldingId = role.HoldingId;
        (RoleTitle, RolePlainTitle, TellsOfThePast) = (role.Title, role.PlainTitle, role.TellsOfThePast);
        From = from;
        NamedById = namedById;
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>Who runs it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The role they held then.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>What the role was called on that date.</summary>
    public string RoleTitle { get; private init; } = "";

    /// <summary>What others see in its place once the holder's label has set.</summary>
    public string RolePlainTitle { get; private init; } = "";

    /// <summary>True when the title alone tells something of the holder's past.</summary>
    public bool TellsOfThePast { get; private init; }

    /// <summary>Since which London date.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Until which London date; null while they do.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Who named them.</summary>
    public Guid NamedById { get; private init; }

    internal void End(DateOnly on) => To = on;
}

/// <summary>Somebody who led one session, credited by the role they held on its date (INV-035).</summary>
public sealed class SessionLead : IAboutPerson
{
    private SessionLead()
    {
    }

    internal SessionLead(Guid sessionId, Guid cohortId, CreditedRole role)
    {
        SessionId = sessionId;
        CohortId = cohortId;
        PersonId = role.PersonId;
        (RoleTitle, RolePlainTitle, TellsOfThePast) = (role.Title, role.PlainTitle, role.TellsOfThePast);
    }

    /// <summary>The session.</summary>
    public Guid SessionId { get; private init; }

    /// <summary>Its cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>Who led it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>What their role was called on that date.</summary>
    public string RoleTitle { get; private init; } = "";

    /// <summary>What others see in its place once the holder's label has set.</summary>
    public string RolePlainTitle { get; private init; } = "";

    /// <summary>True when the title alone tells something of the holder's past.</summary>
    public bool TellsOfThePast { get; private init; }
}

/// <summary>The role by which somebody is credited on a date.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="HoldingId">The holding.</param>
/// <param name="Title">What it was called on that date.</param>
/// <param name="PlainTitle">What others see after a label sunset.</param>
/// <param name="TellsOfThePast">Whether the title tells of the past.</param>
internal sealed record CreditedRole(Guid PersonId, Guid HoldingId, string Title, string PlainTitle, bool TellsOfThePast);

/// <summary>Which cohorts are run by whom, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class Facilitating
{
    public Guid CohortId { get; init; }

    public Guid PersonId { get; init; }

    public DateOnly? To { get; init; }
}

/// <summary>Who has a place in which cohort, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class PlaceHeld
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid? CohortId { get; init; }
}
