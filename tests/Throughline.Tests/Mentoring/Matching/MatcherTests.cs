using CsCheck;
using Throughline.Mentoring.Matching;

namespace Throughline.Tests.Mentoring.Matching;

[Trait("invariants", "CALC-21, INV-060, INV-062, INV-065")]
public sealed class MatcherTests
{
    // Rows, columns, places, loads, scores (-1 to 10, times 100), minutes asked for.
    private static readonly Gen<MatchProblem> Problems =
        from waiting in Gen.Int[0, 5]
        from mentors in Gen.Int[0, 4]
        from places in Gen.Int[0, 3].Array[mentors]
        from loads in Gen.Int[0, 3].Array[mentors]
        from scores in Gen.Int[-1, 10].Array[waiting * mentors]
        from same in Gen.Bool
        from minutes in Gen.Int[1, 3].Select(n => 30 * n).Array[waiting]
        from left in Gen.Int[0, 180].Array[mentors]
        select Make(waiting, places, loads, scores, same ? [.. minutes.Select(_ => 60)] : minutes, left);

    [Fact]
    public void Solve_AnySmallProblem_IsTheBestOfAllAnswersTriedOneByOne() =>
        Problems.Sample(problem =>
        {
            var answer = Matcher.Solve(problem);
            Check(problem, answer);
            var best = All(problem).Select(mentor => MatchAnswer.Of(problem, mentor, true)).MaxBy(a => (a.Matched, a.Score, -a.MaxLoad))!;
            (answer.Matched, answer.Score, answer.MaxLoad, answer.Proven).ShouldBe((best.Matched, best.Score, best.MaxLoad, true));
        }, iter: 300);

    // With one pair to begin with, the proof has to ask for every other that the best answer takes.
    [Fact]
    public void Solve_FromOnePairOfEach_IsAsGoodAsFromAll() =>
        Problems.Sample(problem =>
        {
            var (few, all) = (Matcher.Solve(problem, 1), Matcher.Solve(problem, int.MaxValue));
            (few.Matched, few.Score, few.MaxLoad, few.Proven).ShouldBe((all.Matched, all.Score, all.MaxLoad, all.Proven));
        }, iter: 300);

    [Fact]
    public void Solve_Twice_GivesTheSameAnswer() =>
        Problems.Sample(problem => Matcher.Solve(problem).Mentor.ShouldBe(Matcher.Solve(problem).Mentor), iter: 60);

    [Fact]
    public void Greedy_AnySmallProblem_KeepsTheRulesAndIsNeverBetter() =>
        Problems.Sample(problem =>
        {
            var greedy = Matcher.Greedy(problem);
            Check(problem, greedy);
            var best = Matcher.Solve(problem);
            (greedy.Matched < best.Matched || (greedy.Matched == best.Matched && greedy.Score <= best.Score)).ShouldBeTrue();
        }, iter: 300);

    [Fact]
    public void Solve_TwoWhoBothFitOneBest_MatchesBothRatherThanTheBestPair()
    {
        var problem = Make(2, [1, 1], [0, 0], [10, 1, 9, -1], [60, 60], [60, 60]);
        Matcher.Solve(problem).Mentor.ShouldBe([1, 0]);
        Matcher.Greedy(problem).Matched.ShouldBe(1, "whoever waited longest took the only one who fits the other");
    }

    [Fact]
    public void Solve_SameFitEverywhere_SpreadsTheLoad()
    {
        var answer = Matcher.Solve(Make(4, [4, 4], [2, 0], [5, 5, 5, 5, 5, 5, 5, 5], [60, 60, 60, 60], [600, 600]));
        answer.MaxLoad.ShouldBe(3);
        answer.Mentor.Count(m => m == 1).ShouldBe(3);
    }

    [Fact]
    public void Solve_HoursRunOut_BindsBeforeHeads()
    {
        var answer = Matcher.Solve(Make(3, [3], [0], [5, 6, 7], [60, 90, 60], [120]));
        (answer.Matched, answer.Mentor[1]).ShouldBe((2, -1));
    }

    private static MatchProblem Make(int waiting, int[] places, int[] loads, int[] scores, int[] minutes, int[] left)
    {
        var problem = new MatchProblem(waiting, places, loads, minutes, left);
        for (var at = 0; at < scores.Length; at++)
        {
            problem[at / places.Length, at % places.Length] = scores[at] < 0 ? MatchProblem.Excluded : (short)(100 * scores[at]);
        }

        return problem;
    }

    private static void Check(MatchProblem problem, MatchAnswer answer)
    {
        var (taken, minutes) = (new int[problem.Mentors], new int[problem.Mentors]);
        for (var person = 0; person < problem.Waiting; person++)
        {
            if (answer.Mentor[person] is var at && at >= 0)
            {
                problem[person, at].ShouldBeGreaterThanOrEqualTo((short)0, "nobody is matched past an exclusion");
                taken[at]++;
                minutes[at] += problem.Minutes[person];
            }
        }

        for (var at = 0; at < problem.Mentors; at++)
        {
            taken[at].ShouldBeLessThanOrEqualTo(problem.Places[at]);
            minutes[at].ShouldBeLessThanOrEqualTo(problem.MinutesLeft[at]);
        }
    }

    private static IEnumerable<int[]> All(MatchProblem problem)
    {
        return From(0, new int[problem.Waiting], [.. problem.Places], [.. problem.MinutesLeft]);

        IEnumerable<int[]> From(int person, int[] mentor, int[] places, int[] minutes)
        {
            if (person == problem.Waiting)
            {
                yield return [.. mentor];
                yield break;
            }

            for (var at = -1; at < problem.Mentors; at++)
            {
                if (at >= 0 && (problem[person, at] < 0 || places[at] == 0 || minutes[at] < problem.Minutes[person]))
                {
                    continue;
                }

                mentor[person] = at;
                if (at >= 0)
                {
                    places[at]--;
                    minutes[at] -= problem.Minutes[person];
                }

                foreach (var whole in From(person + 1, mentor, places, minutes))
                {
                    yield return whole;
                }

                if (at >= 0)
                {
                    places[at]++;
                    minutes[at] += problem.Minutes[person];
                }
            }
        }
    }
}
