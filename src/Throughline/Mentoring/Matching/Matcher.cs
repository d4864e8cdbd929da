using Google.OrTools.Graph;
using Google.OrTools.Sat;

namespace Throughline.Mentoring.Matching;

/// <summary>
/// Finds who to put with whom for a whole scheme: as many people as can be, then the best fit, then the smallest greatest load, in that order and
/// exactly (CALC-21). It proposes; people decide.
/// </summary>
/// <remarks>
/// Where everybody asks for the same time this is a flow of least cost, and is solved as one. Where they do not, hours make it a packing problem,
/// which a solver of constraints does within a limit of its own work, never of the clock: the same facts give the same answer, proven or not.
/// </remarks>
public static class Matcher
{
    /// <summary>The version of these rules, stored with every run.</summary>
    public const int Version = 1;

    // In the solver's own units of work, so that a busy machine does not change the answer.
    private const double WorkLimit = 60;

    /// <summary>Finds the best answer.</summary>
    public static MatchAnswer Solve(MatchProblem problem)
    {
        if (problem.Waiting == 0 || problem.Mentors == 0)
        {
            return MatchAnswer.Of(problem, [.. Enumerable.Repeat(-1, problem.Waiting)], proven: true);
        }

        if (!problem.SameMinutes)
        {
            return Pack(problem);
        }

        var best = Flow(problem, int.MaxValue);
        // Nobody's present load can be made smaller, and somebody has to take the average.
        var least = Math.Max(problem.Loads.Max(), (problem.Loads.Sum() + best.Matched + problem.Mentors - 1) / problem.Mentors);
        for (var most = best.MaxLoad - 1; most >= least; most--)
        {
            var fairer = Flow(problem, most);
            if (fairer.Matched < best.Matched || fairer.Score < best.Score)
            {
                break;
            }

            best = fairer;
        }

        return best;
    }

    /// <summary>Whoever has waited longest takes the best mentor that is left. What somebody with a list does by hand; shown beside the answer.</summary>
    public static MatchAnswer Greedy(MatchProblem problem)
    {
        var (places, minutes, mentor) = (problem.Places.ToArray(), problem.MinutesLeft.ToArray(), new int[problem.Waiting]);
        for (var person = 0; person < problem.Waiting; person++)
        {
            mentor[person] = -1;
            for (var at = 0; at < problem.Mentors; at++)
            {
                if (problem[person, at] >= 0 && places[at] > 0 && minutes[at] >= problem.Minutes[person]
                    && (mentor[person] < 0 || problem[person, at] > problem[person, mentor[person]]))
                {
                    mentor[person] = at;
                }
            }

            if (mentor[person] >= 0)
            {
                places[mentor[person]]--;
                minutes[mentor[person]] -= problem.Minutes[person];
            }
        }

        return MatchAnswer.Of(problem, mentor, proven: false);
    }

    private static MatchAnswer Flow(MatchProblem problem, int mostLoad)
    {
        // Nodes: a source, everybody who waits, the mentors, a sink. A mentor's places are arcs of their own, each dearer than the one before, so
        // that of two answers with the same fit the more even one is cheaper.
        int source = 0, sink = 1 + problem.Waiting + problem.Mentors;
        var places = Enumerable.Range(0, problem.Mentors).Select(at => Math.Min(problem.PlacesOf(at), Math.Max(0, mostLoad - problem.Loads[at]))).ToArray();
        long dearest = 1 + Enumerable.Range(0, problem.Mentors).Where(at => places[at] > 0).Select(at => (long)problem.Loads[at] + places[at]).DefaultIfEmpty(0).Max();
        var unit = dearest * Math.Max(1, problem.Waiting) + 1;
        var alone = unit * (MatchProblem.Most + 1L) * Math.Max(1, problem.Waiting);
        using var flow = new MinCostFlow(sink + 1, problem.Waiting * Math.Min(problem.Mentors, 64));
        var pairs = new List<(int Arc, int Person, int Mentor)>();
        for (var person = 0; person < problem.Waiting; person++)
        {
            flow.AddArcWithCapacityAndUnitCost(source, 1 + person, 1, 0);
            flow.AddArcWithCapacityAndUnitCost(1 + person, sink, 1, alone);
        }

        for (var person = 0; person < problem.Waiting; person++)
        {
            for (var at = 0; at < problem.Mentors; at++)
            {
                if (problem[person, at] >= 0 && places[at] > 0)
                {
                    pairs.Add((flow.AddArcWithCapacityAndUnitCost(1 + person, 1 + problem.Waiting + at, 1, (MatchProblem.Most - problem[person, at]) * unit), person, at));
                }
            }
        }

        for (var at = 0; at < problem.Mentors; at++)
        {
            for (var place = 1; place <= places[at]; place++)
            {
                flow.AddArcWithCapacityAndUnitCost(1 + problem.Waiting + at, sink, 1, problem.Loads[at] + place);
            }
        }

        flow.SetNodeSupply(source, problem.Waiting);
        flow.SetNodeSupply(sink, -problem.Waiting);
        var status = flow.Solve();
        if (status != MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException($"The flow could not be solved: {status}.");
        }

        var mentor = new int[problem.Waiting];
        Array.Fill(mentor, -1);
        foreach (var (arc, person, at) in pairs)
        {
            if (flow.Flow(arc) == 1)
            {
                mentor[person] = at;
            }
        }

        return MatchAnswer.Of(problem, mentor, proven: true);
    }

    private static MatchAnswer Pack(MatchProblem problem)
    {
        var model = new CpModel();
        var pairs = new List<(BoolVar Chosen, int Person, int Mentor)>();
        for (var person = 0; person < problem.Waiting; person++)
        {
            for (var at = 0; at < problem.Mentors; at++)
            {
                if (problem[person, at] >= 0 && problem.Places[at] > 0 && problem.MinutesLeft[at] >= problem.Minutes[person])
                {
                    pairs.Add((model.NewBoolVar($"{person}/{at}"), person, at));
                }
            }
        }

        foreach (var own in pairs.GroupBy(p => p.Person))
        {
            model.AddAtMostOne(own.Select(p => p.Chosen));
        }

        var most = model.NewIntVar(problem.Loads.Max(), problem.Loads.Max() + problem.Waiting, "most");
        foreach (var own in pairs.GroupBy(p => p.Mentor))
        {
            var taken = LinearExpr.Sum(own.Select(p => p.Chosen));
            model.Add(taken <= problem.Places[own.Key]);
            model.Add(taken + problem.Loads[own.Key] <= most);
            model.Add(LinearExpr.WeightedSum(own.Select(p => p.Chosen), own.Select(p => problem.Minutes[p.Person])) <= problem.MinutesLeft[own.Key]);
        }

        var matched = LinearExpr.Sum(pairs.Select(p => p.Chosen));
        var score = LinearExpr.WeightedSum(pairs.Select(p => p.Chosen), pairs.Select(p => (long)problem[p.Person, p.Mentor]));
        var hint = Greedy(problem);
        foreach (var (chosen, person, at) in pairs)
        {
            model.AddHint(chosen, hint.Mentor[person] == at ? 1 : 0);
        }

        var (mentor, proven) = (hint.Mentor.ToArray(), true);
        foreach (var (goal, greatest) in new[] { (matched, true), (score, true), (LinearExpr.Affine(most, 1, 0), false) })
        {
            if (greatest)
            {
                model.Maximize(goal);
            }
            else
            {
                model.Minimize(goal);
            }

            var solver = new CpSolver { StringParameters = $"num_search_workers:1 random_seed:1 max_deterministic_time:{WorkLimit}" };
            var status = solver.Solve(model);
            if (status is not (CpSolverStatus.Optimal or CpSolverStatus.Feasible))
            {
                return MatchAnswer.Of(problem, mentor, proven: false);
            }

            proven &= status == CpSolverStatus.Optimal;
            model.ClearHints();
            Array.Fill(mentor, -1);
            foreach (var (chosen, person, at) in pairs)
            {
                var taken = solver.Value(chosen) == 1;
                model.AddHint(chosen, taken ? 1 : 0);
                if (taken)
                {
                    mentor[person] = at;
                }
            }

            var reached = (long)Math.Round(solver.ObjectiveValue);
            model.Add(greatest ? goal >= reached : goal <= reached);
        }

        return MatchAnswer.Of(problem, mentor, proven);
    }
}
