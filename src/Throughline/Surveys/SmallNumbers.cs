namespace Throughline.Surveys;

/// <summary>Some answers counted as one.</summary>
/// <param name="Answers">Which, from 1.</param>
/// <param name="Count">How many people gave one of them.</param>
public sealed record AnswerGroup(IReadOnlyList<int> Answers, int Count);

/// <summary>One place in a breakdown, or several as one.</summary>
/// <param name="Places">Which.</param>
/// <param name="Good">How many said 4 or 5, or yes.</param>
/// <param name="Count">How many answered.</param>
public sealed record PlaceShare(IReadOnlyList<Guid> Places, int Good, int Count);

/// <summary>
/// What may be shown of counts (E22). Whoever sees what is shown, and adds and takes away as they like, learns of no group of people smaller than the
/// smallest that is shown: what is too small is counted together with its neighbours, never only left blank.
/// </summary>
public static class SmallNumbers
{
    // The standard normal's 97.5 per cent.
    private const double Z = 1.959963984540054;

    /// <summary>Fewest answers of which a share in per cent is given; below it, counts only.</summary>
    public const int SmallestForPercent = 20;

    /// <summary>From this many answers on no interval is given.</summary>
    public const int LargestForInterval = 100;

    /// <summary>Wilson's 95 per cent interval for a share.</summary>
    /// <param name="hits">How many.</param>
    /// <param name="of">Of how many; at least 1.</param>
    /// <returns>Both ends, from 0 to 1.</returns>
    public static (double Low, double High) Wilson(int hits, int of)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(of, 1);
        var (share, squared) = ((double)hits / of, Z * Z);
        var middle = share + (squared / (2 * of));
        var spread = Z * Math.Sqrt((share * (1 - share) / of) + (squared / (4.0 * of * of)));
        var under = 1 + (squared / of);
        return (Math.Clamp((middle - spread) / under, 0, 1), Math.Clamp((middle + spread) / under, 0, 1));
    }

    /// <summary>The finest way to count the answers of one question that tells of no small group; null where even the coarsest would, or too few answered.</summary>
    /// <param name="kind">How the question is answered.</param>
    /// <param name="counts">How many gave each answer, in order.</param>
    /// <param name="smallest">Fewest answers of which anything is shown.</param>
    /// <param name="cell">Fewest people in a group, unless nobody is in it.</param>
    public static IReadOnlyList<AnswerGroup>? Groups(QuestionKind kind, IReadOnlyList<int> counts, int smallest, int cell)
    {
        if (counts.Sum() < smallest)
        {
            return null;
        }

        int[][][] ways = kind == QuestionKind.YesNo ? [[[1], [2]]] : [[[1], [2], [3], [4], [5]], [[1, 2], [3], [4, 5]], [[1, 2, 3], [4, 5]]];
        return ways.Select(way => way.Select(answers => new AnswerGroup(answers, answers.Sum(a => counts[a - 1]))).ToList())
            .FirstOrDefault(way => way.TrueForAll(group => Safe(group.Count, cell)));
    }

    /// <summary>How many of the answers are good ones: 4 or 5, or yes.</summary>
    public static int Good(QuestionKind kind, IReadOnlyList<int> counts) => kind == QuestionKind.YesNo ? counts[0] : counts[3] + counts[4];

    /// <summary>
    /// Shares by place. Places too small to be shown are counted together, with the smallest of the others for as long as the rest is too small itself, since
    /// the rest is what is left when those shown are taken from the whole. Empty where fewer than two lines remain.
    /// </summary>
    /// <param name="places">Each place with its good answers and all of them; those without any are left out.</param>
    /// <param name="smallest">Fewest answers in a line.</param>
    /// <param name="cell">Fewest people on either side of a share, unless nobody is on it.</param>
    public static IReadOnlyList<PlaceShare> ByPlace(IReadOnlyList<(Guid Place, int Good, int Count)> places, int smallest, int cell)
    {
        bool Fits(PlaceShare line) => line.Count >= smallest && Safe(line.Good, cell) && Safe(line.Count - line.Good, cell);
        var lines = places.Where(p => p.Count > 0).OrderBy(p => p.Count).ThenBy(p => p.Place).Select(p => new PlaceShare([p.Place], p.Good, p.Count)).ToList();
        var together = lines.Where(line => !Fits(line)).ToList();
        var alone = lines.Where(Fits).ToList();
        while (together.Count > 0 && alone.Count > 0 && !Fits(Sum(together)))
        {
            together.Add(alone[0]);
            alone.RemoveAt(0);
        }

        if (together.Count > 0)
        {
            alone.Add(Sum(together));
        }

        return alone.Count > 1 && alone.TrueForAll(Fits) ? alone : [];
    }

    private static PlaceShare Sum(List<PlaceShare> lines) => new([.. lines.SelectMany(l => l.Places)], lines.Sum(l => l.Good), lines.Sum(l => l.Count));

    private static bool Safe(int count, int cell) => count == 0 || count >= cell;
}
