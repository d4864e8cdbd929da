namespace Throughline.Mentoring.Matching;

/// <summary>
/// Everybody who waits and everybody who could mentor them, as numbers. Rows are those who wait, in the order in which they have waited longest;
/// columns are mentors by id. That order is what makes two runs over the same facts the same.
/// </summary>
public sealed class MatchProblem
{
    /// <summary>The score of a pair that may not be matched.</summary>
    public const short Excluded = -1;

    /// <summary>The best score of a pair.</summary>
    public const short Most = 1000;

    private readonly short[] scores;

    /// <summary>Begins with every pair excluded.</summary>
    /// <param name="waiting">How many people wait.</param>
    /// <param name="places">For each mentor, how many more people they may have: 0 or more.</param>
    /// <param name="loads">For each mentor, how many people they have now.</param>
    /// <param name="minutes">For each person who waits, the minutes a week they ask for.</param>
    /// <param name="minutesLeft">For each mentor, the minutes a week they have left.</param>
    public MatchProblem(int waiting, IReadOnlyList<int> places, IReadOnlyList<int> loads, IReadOnlyList<int> minutes, IReadOnlyList<int> minutesLeft)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(loads.Count, places.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(minutesLeft.Count, places.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(minutes.Count, waiting);
        (Waiting, Places, Loads, Minutes, MinutesLeft) = (waiting, places, loads, minutes, minutesLeft);
        scores = new short[checked(waiting * places.Count)];
        Array.Fill(scores, Excluded);
    }

    /// <summary>How many people wait.</summary>
    public int Waiting { get; }

    /// <summary>How many mentors there are.</summary>
    public int Mentors => Places.Count;

    /// <summary>How many more people each mentor may have.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>How many people each mentor has now.</summary>
    public IReadOnlyList<int> Loads { get; }

    /// <summary>The minutes a week that each person asks for.</summary>
    public IReadOnlyList<int> Minutes { get; }

    /// <summary>The minutes a week that each mentor has left.</summary>
    public IReadOnlyList<int> MinutesLeft { get; }

    /// <summary>The score of a pair, 0 to <see cref="Most"/>, or <see cref="Excluded"/>.</summary>
    public short this[int person, int mentor]
    {
        get => scores[person * Mentors + mentor];
        set => scores[person * Mentors + mentor] = value;
    }

    /// <summary>True when everybody asks for the same time, so that hours are heads.</summary>
    internal bool SameMinutes => Minutes.Count == 0 || Minutes.All(m => m == Minutes[0]);

    /// <summary>How many more people a mentor may have by heads and by hours, where everybody asks for the same time.</summary>
    internal int PlacesOf(int mentor) =>
        Minutes.Count == 0 || Minutes[0] == 0 ? Places[mentor] : Math.Min(Places[mentor], Math.Max(0, MinutesLeft[mentor]) / Minutes[0]);
}

/// <summary>Who is put with whom.</summary>
/// <param name="Mentor">For each person who waits, the mentor's column, or -1 for nobody.</param>
/// <param name="Matched">How many have a mentor.</param>
/// <param name="Score">The sum of their scores.</param>
/// <param name="MaxLoad">The most people any one mentor would have, with those they have now.</param>
/// <param name="Proven">True when no better answer exists: most people first, then the best fit, then the smallest greatest load.</param>
public sealed record MatchAnswer(IReadOnlyList<int> Mentor, int Matched, long Score, int MaxLoad, bool Proven)
{
    internal static MatchAnswer Of(MatchProblem problem, int[] mentor, bool proven)
    {
        var (matched, score, loads) = (0, 0L, problem.Loads.ToArray());
        for (var person = 0; person < mentor.Length; person++)
        {
            if (mentor[person] >= 0)
            {
                (matched, score) = (matched + 1, score + problem[person, mentor[person]]);
                loads[mentor[person]]++;
            }
        }

        return new MatchAnswer(mentor, matched, score, loads.Length == 0 ? 0 : loads.Max(), proven);
    }
}
