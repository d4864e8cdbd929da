using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>The codes of the duties that a clearance opens, as the shipped lists have them (reference list <c>clearance-scopes</c>).</summary>
public static class ClearanceScopes
{
    /// <summary>Be in the hub and let people in.</summary>
    public const string Hub = "hub";

    /// <summary>Run or help to run groups.</summary>
    public const string Groups = "groups";

    /// <summary>Meet people one to one.</summary>
    public const string OneToOne = "one-to-one";

    /// <summary>Go with people to court, hospital and other places.</summary>
    public const string Visits = "visits";

    /// <summary>See records that the role needs.</summary>
    public const string Records = "records";
}

/// <summary>What came of looking into whether somebody may do a duty: the only word of it that others see.</summary>
public enum ClearanceOutcome
{
    /// <summary>Cleared.</summary>
    Cleared = 1,

    /// <summary>Cleared, with limits. What they are is between the person and whoever decided.</summary>
    ClearedWithLimits = 2,
}

/// <summary>
/// That somebody may do a duty, from a day until a day: the outcome alone (E17). How it was come by, and every word about it, is in the sealed
/// <c>VettingCase</c> or with another body.
/// </summary>
public sealed class Clearance : IAboutPerson
{
    /// <summary>Longest scope code, in characters.</summary>
    public const int ScopeMaxLength = 40;

    /// <summary>Most years a clearance may hold: the longest that any route gives.</summary>
    public const int MostYears = 10;

    private Clearance()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme that keeps it up to date.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Code of the duty it opens: an item of the reference list <c>clearance-scopes</c>.</summary>
    public string Scope { get; private init; } = "";

    /// <summary>First London date on which it holds.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last London date on which it holds, inclusive.</summary>
    public DateOnly Until { get; private init; }

    /// <summary>The outcome.</summary>
    public ClearanceOutcome Outcome { get; private init; }

    /// <summary>The case that was decided here; null for one recorded from elsewhere.</summary>
    public Guid? CaseId { get; private init; }

    /// <summary>The first London date on which it holds no more, where it was ended before its time.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why it was ended before its time: sealed.</summary>
    public SealedText? EndReason { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Records an outcome.</summary>
    /// <param name="id">The id.</param>
    /// <param name="personId">The person.</param>
    /// <param name="schemeId">The scheme that keeps it up to date.</param>
    /// <param name="scope">The duty's code.</param>
    /// <param name="from">First day.</param>
    /// <param name="until">Last day.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="caseId">The case decided here; null for one recorded from elsewhere.</param>
    /// <returns>The clearance, or <see cref="Invalid"/> for days that cannot be.</returns>
    public static Outcome<Clearance> Record(
        Guid id, Guid personId, Guid schemeId, string scope, DateOnly from, DateOnly until, ClearanceOutcome outcome = ClearanceOutcome.Cleared, Guid? caseId = null) =>
        CheckDays(from, until) is { } wrong
            ? wrong
            : new Clearance { Id = id, PersonId = personId, SchemeId = schemeId, Scope = scope, From = from, Until = until, Outcome = outcome, CaseId = caseId };

    /// <summary>Ends one from elsewhere before its time.</summary>
    /// <param name="on">The first London date on which it holds no more.</param>
    /// <param name="reason">Why, sealed.</param>
    public Refusal? End(DateOnly on, SealedText reason)
    {
        if (CaseId is not null || EndedOn is not null || on > Until)
        {
            return new ClearanceStands();
        }

        (EndedOn, EndReason) = (on, reason);
        Version++;
        return null;
    }

    /// <summary>True on a London date on which it holds.</summary>
    public bool HoldsOn(DateOnly on) => From <= on && on <= Until && (EndedOn is null || on < EndedOn);

    /// <summary>The first thing wrong with its days, or null.</summary>
    internal static Refusal? CheckDays(DateOnly from, DateOnly until) =>
        from < PeopleRules.Earliest ? new Invalid(nameof(From), $"The year must be {PeopleRules.Earliest.Year} or later")
        : until < from ? new Invalid(nameof(Until), "The last day must be on or after the first")
        : until > from.AddYears(MostYears) ? new Invalid(nameof(Until), $"The last day must be within {MostYears} years of the first")
        : null;
}

/// <summary>
/// The clearances without any filter. Whether a duty may be done does not depend on who asks, so the rules of <see cref="ClearanceRules"/> are
/// written over this; nothing else may use it.
/// </summary>
internal sealed class ClearedSpan
{
    public Guid PersonId { get; init; }

    public string Scope { get; init; } = "";

    public DateOnly From { get; init; }

    public DateOnly Until { get; init; }

    public DateOnly? EndedOn { get; init; }
}
