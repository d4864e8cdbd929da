namespace Throughline.Concerns;

/// <summary>How a concern was over.</summary>
public enum ConcernEnd
{
    /// <summary>Its owner accepted the answer.</summary>
    Accepted = 1,

    /// <summary>Somebody else looked again and gave a last answer.</summary>
    LookedAtAgain = 2,

    /// <summary>Its owner took it back.</summary>
    TakenBack = 3,

    /// <summary>Its owner said nothing to the answer.</summary>
    NoReply = 4,
}

/// <summary>How many, of one sort.</summary>
/// <param name="Of">The sort.</param>
/// <param name="Count">How many.</param>
public sealed record ConcernCount<T>(T Of, int Count)
    where T : struct, Enum;

/// <summary>What may be shown of some concerns: how many there were, and of which sort.</summary>
/// <param name="Total">How many; null where that would tell of too few.</param>
/// <param name="Split">By sort; empty where one of the sorts would tell of too few.</param>
public sealed record ConcernTally<T>(int? Total, IReadOnlyList<ConcernCount<T>> Split)
    where T : struct, Enum;

/// <summary>Half a year that is over.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Sent">What was sent in it, by what it was about.</param>
/// <param name="Over">What was over in it, by how.</param>
public sealed record ConcernPeriod(DateOnly From, DateOnly To, ConcernTally<ConcernAbout> Sent, ConcernTally<ConcernEnd> Over);

/// <summary>A scheme's concerns in numbers.</summary>
/// <param name="Scheme">Its name.</param>
/// <param name="Smallest">The smallest number that is shown.</param>
/// <param name="Periods">The last four half-years that are over, the latest first.</param>
public sealed record ConcernFigures(string Scheme, int Smallest, IReadOnlyList<ConcernPeriod> Periods);

/// <summary>Counting concerns so that no number tells of one of them (E22).</summary>
internal static class ConcernCounting
{
    /// <summary>How many half-years are shown.</summary>
    public const int Periods = 4;

    /// <summary>
    /// Counts: a whole of fewer than the smallest number, or raised by fewer people than that, is not shown; nor is the split of a whole when a sort in it is so small. A split is
    /// shown whole or not at all, so that nothing can be taken away from anything.
    /// </summary>
    /// <param name="facts">Whose each is and of which sort.</param>
    /// <param name="smallest">The smallest number that is shown.</param>
    public static ConcernTally<T> Tally<T>(IReadOnlyCollection<(Guid Owner, T Sort)> facts, int smallest)
        where T : struct, Enum
    {
        bool Enough(IEnumerable<(Guid Owner, T Sort)> some) => some.Count() >= smallest && some.Select(f => f.Owner).Distinct().Count() >= smallest;
        var sorts = facts.GroupBy(f => f.Sort).OrderBy(g => g.Key).ToList();
        return !Enough(facts) ? new ConcernTally<T>(null, [])
            : new ConcernTally<T>(facts.Count, sorts.TrueForAll(Enough) ? sorts.ConvertAll(g => new ConcernCount<T>(g.Key, g.Count())) : []);
    }

    /// <summary>The half-years that are over on a London date, the latest first.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly To)> Before(DateOnly today) => HalfYears.Before(today, Periods);
}
