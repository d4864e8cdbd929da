using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// A time in which somebody is under the supervision of an officer: an order or a licence. Seen by the person, their officer and the coordinators
/// who need the officer's approval; after a label sunset by the person alone. Nothing of why it is there is kept.
/// </summary>
public sealed class SupervisionEpisode : IAboutPerson
{
    /// <summary>Longest code of a type, in characters.</summary>
    public const int TypeMaxLength = 40;

    private SupervisionEpisode()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Its sort, by its code in the reference list <c>requirement-types</c>; null where the scheme has no fitting one.</summary>
    public string? Type { get; private init; }

    /// <summary>First London date.</summary>
    public DateOnly Start { get; private init; }

    /// <summary>Last London date, such as the end of a licence; null where it is not known.</summary>
    public DateOnly? End { get; private set; }

    /// <summary>The responsible officer.</summary>
    public Guid OfficerId { get; private set; }

    /// <summary>The London date on which the person said that they had seen that its end is near.</summary>
    public DateOnly? SeenOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Begins one.</summary>
    /// <returns>The episode, or <see cref="Invalid"/>.</returns>
    public static Outcome<SupervisionEpisode> Begin(Guid id, Guid personId, Guid schemeId, string? type, DateOnly start, DateOnly? end, Guid officerId) =>
        (start < PeopleRules.Earliest ? new Invalid(nameof(Start), $"The year must be {PeopleRules.Earliest.Year} or later") : Check(personId, start, end, officerId)) is { } wrong
            ? wrong
            : new SupervisionEpisode { Id = id, PersonId = personId, SchemeId = schemeId, Type = type, Start = start, End = end, OfficerId = officerId };

    /// <summary>Changes when it ends and who the officer is. Another end is news: it counts as not seen yet.</summary>
    public Refusal? Change(DateOnly? end, Guid officerId)
    {
        if (Check(PersonId, Start, end, officerId) is { } wrong)
        {
            return wrong;
        }

        SeenOn = end == End ? SeenOn : null;
        (End, OfficerId) = (end, officerId);
        Version++;
        return null;
    }

    /// <summary>The person has seen that its end is near.</summary>
    internal void See(DateOnly on)
    {
        SeenOn ??= on;
        Version++;
    }

    /// <summary>True on a London date within it.</summary>
    public bool Covers(DateOnly on) => Start <= on && (End is null || on <= End);

    private static Refusal? Check(Guid personId, DateOnly start, DateOnly? end, Guid officerId) =>
        end < start ? new Invalid(nameof(End), "The last day must be on or after the first")
        : officerId == personId ? new Invalid(nameof(OfficerId), "Choose somebody other than the person themselves")
        : null;
}

/// <summary>
/// The near end of an episode without a word of what it is (INV-025): what a supervisor is shown, after the person. Filtered like every row
/// about a person.
/// </summary>
internal sealed class Crossing : IAboutPerson
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid SchemeId { get; init; }

    public Guid OfficerId { get; init; }

    public DateOnly? End { get; init; }

    public DateOnly? SeenOn { get; init; }
}

/// <summary>Two episodes of one sort would overlap.</summary>
public sealed record EpisodeOverlaps() : Refusal("episode-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => "There is one of this sort on some of these days already. Change that one instead.";
}
