using System.Diagnostics;
using System.Globalization;
using Google.OrTools.Graph;
using Throughline.Mentoring.Matching;

namespace Throughline.Benchmarks;

/// <summary>
/// A whole scheme's proposals: 5,000 people who wait and 1,000 mentors with five places each, of whom every fiftieth pair is ruled out. Beside it
/// what somebody does by hand, from the top of the list down, and the solver called bare on the same scores.
/// </summary>
internal static class MatchingCosts
{
    private const double BarSeconds = 5;
    private const long BarBytes = 1L << 30;

    public static int Run(string[] args)
    {
        var options = new Options(args);
        var (waiting, mentors, places) = (options.Number(0, 5000), options.Number(1, 1000), options.Number(2, 5));
        var problem = Problem(waiting, mentors, places);
        var bare = Timed(() => Bare(problem));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the solver called bare: {bare.Took.TotalSeconds:N2} s, score {bare.Value:N0} (load {Options.Load})"));
        var first = Timed(() => Matcher.Solve(problem));
        var second = Timed(() => Matcher.Solve(problem));
        var greedy = Timed(() => Matcher.Greedy(problem));
        foreach (var (name, run) in new[] { ("best", first), ("best again", second), ("from the top of the list down", greedy) })
        {
            var answer = run.Value;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {run.Took.TotalSeconds:N2} s, {answer.Matched:N0} matched, score {answer.Score:N0}, greatest load {answer.MaxLoad}{(answer.Proven ? ", proven" : "")}"));
        }

        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var gap = first.Value.Score == 0 ? 0 : 100.0 * (first.Value.Score - greedy.Value.Score) / first.Value.Score;
        var same = first.Value.Mentor.SequenceEqual(second.Value.Mentor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"by hand: {first.Value.Matched - greedy.Value.Matched} fewer matched, {gap:N1} % less fit; the same answer twice: {(same ? "yes" : "NO")}; the bare score {(bare.Value == first.Value.Score ? "is the same" : "DIFFERS")}; peak memory {peak / 1048576.0:N0} MiB (load {Options.Load})"));
        var held = first.Value.Proven && same && bare.Value == first.Value.Score && first.Took.TotalSeconds < BarSeconds && peak < BarBytes;
        Console.WriteLine($"bar: proven in under {BarSeconds} s and 1 GiB, the same twice: {(held ? "held" : "MISSED")}");
        return held ? 0 : 1;
    }

    private static MatchProblem Problem(int waiting, int mentors, int places)
    {
        var random = new Random(20261126);
        var problem = new MatchProblem(
            waiting, [.. Enumerable.Repeat(places, mentors)], new int[mentors], [.. Enumerable.Repeat(60, waiting)], [.. Enumerable.Repeat(places * 60, mentors)]);
        for (var person = 0; person < waiting; person++)
        {
            for (var mentor = 0; mentor < mentors; mentor++)
            {
                problem[person, mentor] = random.Next(50) == 0 ? MatchProblem.Excluded : (short)random.Next(MatchProblem.Most + 1);
            }
        }

        return problem;
    }

    private static long Bare(MatchProblem problem)
    {
        using var flow = new MinCostFlow();
        var (source, sink) = (0, 1 + problem.Waiting + problem.Mentors);
        for (var person = 0; person < problem.Waiting; person++)
        {
            flow.AddArcWithCapacityAndUnitCost(source, 1 + person, 1, 0);
            for (var mentor = 0; mentor < problem.Mentors; mentor++)
            {
                if (problem[person, mentor] >= 0)
                {
                    flow.AddArcWithCapacityAndUnitCost(1 + person, 1 + problem.Waiting + mentor, 1, -problem[person, mentor]);
                }
            }
        }

        for (var mentor = 0; mentor < problem.Mentors; mentor++)
        {
            flow.AddArcWithCapacityAndUnitCost(1 + problem.Waiting + mentor, sink, problem.Places[mentor], 0);
        }

        flow.SetNodeSupply(source, problem.Waiting);
        flow.SetNodeSupply(sink, -problem.Waiting);
        return flow.SolveMaxFlowWithMinCost() == MinCostFlowBase.Status.OPTIMAL ? -flow.OptimalCost() : -1;
    }

    private static (T Value, TimeSpan Took) Timed<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var value = work();
        return (value, clock.Elapsed);
    }
}
