using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>A turn on the duty rota: who answers, from when to when, and on which number.</summary>
public sealed class DutyTurn : IAboutPerson
{
    /// <summary>Longest number, in characters.</summary>
    public const int PhoneMaxLength = 24;

    /// <summary>Longest turn, in days: a week, with the hour that comes twice.</summary>
    public const int MostDays = 8;

    private DutyTurn()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>1 for who is paged first, 2 for who is paged next.</summary>
    public int Place { get; private init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset StartsAt { get; private init; }

    /// <summary>When it ends; the next turn begins at that instant.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>The number to ring, as typed. A work number: everybody of the scheme sees it.</summary>
    public string Phone { get; private init; } = "";

    /// <summary>Whose turn it was; null where it was theirs from the start.</summary>
    public Guid? CoversForId { get; private init; }

    internal static DutyTurn Make(Guid id, Guid personId, Guid schemeId, int place, DateTimeOffset starts, DateTimeOffset ends, string phone, Guid? coversFor = null) =>
        new() { Id = id, PersonId = personId, SchemeId = schemeId, Place = place, StartsAt = starts, EndsAt = ends, Phone = phone, CoversForId = coversFor };

    internal DutyTurn Cut(Guid id, DateTimeOffset starts, DateTimeOffset ends) => Make(id, PersonId, SchemeId, Place, starts, ends, Phone, CoversForId);
}

/// <summary>A stretch of time.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
public readonly record struct Stretch(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>True where an instant lies in it; its end does not.</summary>
    public bool Holds(DateTimeOffset at) => From <= at && at < To;
}

/// <summary>Where a rota has nobody.</summary>
public static class DutyGaps
{
    /// <summary>The stretches between two instants in which no turn runs, in order.</summary>
    public static IReadOnlyList<Stretch> Between(DateTimeOffset from, DateTimeOffset to, IEnumerable<Stretch> turns)
    {
        List<Stretch> gaps = [];
        var at = from;
        foreach (var turn in turns.Where(t => t.To > from && t.From < to).OrderBy(t => t.From))
        {
            if (turn.From > at)
            {
                gaps.Add(new Stretch(at, turn.From));
            }

            at = turn.To > at ? turn.To : at;
        }

        if (at < to)
        {
            gaps.Add(new Stretch(at, to));
        }

        return gaps;
    }
}

/// <summary>Time as it counts at work: Monday to Friday, between two hours on London's clocks.</summary>
public static class WorkingHours
{
    /// <summary>The instant by which so much working time has gone, where work begins at one hour and ends at another.</summary>
    public static DateTimeOffset After(DateTimeOffset from, TimeSpan work, int opens, int closes)
    {
        var (at, left) = (from, work);
        while (true)
        {
            var day = at.LondonDate();
            var (begins, ends) = (day.AtHourInLondon(opens), day.AtHourInLondon(closes));
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || at >= ends)
            {
                at = day.AddDays(1).AtHourInLondon(opens);
                continue;
            }

            at = at < begins ? begins : at;
            if (left <= ends - at)
            {
                return at + left;
            }

            left -= ends - at;
            at = day.AddDays(1).AtHourInLondon(opens);
        }
    }
}
