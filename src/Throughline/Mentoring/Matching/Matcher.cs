using Google.OrTools.Graph;
using Google.OrTools.Sat;

namespace Throughline.Mentoring.Matching;

/// <summary>
/// Finds who to put with whom for a whole scheme: as many people as can be, then the best fit, then the smallest greatest load, in that order and
/// exactly (CALC-21). It proposes; people decide.
/// </summary>
/// <remarks>
/// Where everybody asks for the same time this is a flow of least cost, and is solved as one, with a proof that no pair left out of it would help. Where they do not, hours make it a packing problem,
/// which a solver of constraints does within a limit of its own work, never of the clock: the same facts give the same answer, proven or not.
/// </remarks>
public static class Matcher
{
    /// <summary>The version of these rules, stored with every run.</summary>
    public const int Version = 1;

    // Pairs of each person that a flow begins with: the best-fitting. It is given more only where the proof asks for them.
    private const int FirstPairs = 24;

    // In the solver's own units of work, so that a busy machine does not change the answer.
    private const double WorkLimit = 60;

    /// <summary>Finds the best answer.</summary>
    public static MatchAnswer Solve(MatchProblem problem) => Solve(problem, FirstPairs);

    internal static MatchAnswer Solve(MatchProblem problem, int firstPairs)
    {
        if (problem.Waiting == 0 || problem.Mentors == 0)
        {
            return MatchAnswer.Of(problem, [.. Enumerable.Repeat(-1, problem.Waiting)], proven: true);
        }

        if (!problem.SameMinutes)
        {
            return Pack(problem);
        }

        var best = Flow(problem, int.MaxValue, firstPairs);
        // Nobody's present load can be made smaller, and somebody has to take the average.
        var least = Math.Max(problem.Loads.Max(), (problem.Loads.Sum() + best.Matched + problem.Mentors - 1) / problem.Mentors);
        for (var most = best.MaxLoad - 1; most >= least; most--)
        {
            var fairer = Flow(problem, most, firstPairs);
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

    // Of five million pairs few are ever taken, so the flow is solved over the best of each person first. The shortest ways through what is left of it
    // are prices, and a pair that is left out could only make the answer better if it costs less than its two prices differ by. Those that do are
    // brought in, and once there are none the answer is the best over all pairs, not only over those that the solver saw.
    private static MatchAnswer Flow(MatchProblem problem, int mostLoad, int firstPairs)
    {
        var places = Enumerable.Range(0, problem.Mentors).Select(at => Math.Min(problem.PlacesOf(at), Math.Max(0, mostLoad - problem.Loads[at]))).ToArray();
        long dearest = 1 + Enumerable.Range(0, problem.Mentors).Where(at => places[at] > 0).Select(at => (long)problem.Loads[at] + places[at]).DefaultIfEmpty(0).Max();
        var unit = dearest * Math.Max(1, problem.Waiting) + 1;
        var network = new Network(problem, places, unit, unit * (MatchProblem.Most + 1L) * Math.Max(1, problem.Waiting));
        var pairs = Enumerable.Range(0, problem.Waiting).Select(person => network.Best(person, firstPairs)).ToArray();
        while (true)
        {
            var mentor = network.Solve(pairs);
            if (!network.BringIn(pairs, mentor))
            {
                return MatchAnswer.Of(problem, mentor, proven: true);
            }
        }
    }

    /// <summary>
    /// A source, everybody who waits, the mentors, a sink. A mentor's places are arcs of their own, each dearer than the one before, so that of two
    /// answers with the same fit the more even one is cheaper. Whoever goes without costs more than all fits together.
    /// </summary>
    private sealed class Network(MatchProblem problem, int[] places, long unit, long alone)
    {
        public List<int> Best(int person, int most) =>
            [.. Enumerable.Range(0, problem.Mentors).Where(at => Can(person, at)).OrderByDescending(at => problem[person, at]).ThenBy(at => at).Take(most).Order()];

        public int[] Solve(List<int>[] pairs)
        {
            int source = 0, sink = 1 + problem.Waiting + problem.Mentors;
            using var flow = new MinCostFlow(sink + 1, pairs.Sum(p => p.Count) + (2 * problem.Waiting) + places.Sum());
            for (var person = 0; person < problem.Waiting; person++)
            {
                flow.AddArcWithCapacityAndUnitCost(source, 1 + person, 1, 0);
                flow.AddArcWithCapacityAndUnitCost(1 + person, sink, 1, alone);
            }

            var arcs = pairs.Select((own, person) => own.ConvertAll(at => flow.AddArcWithCapacityAndUnitCost(1 + person, 1 + problem.Waiting + at, 1, Cost(person, at)))).ToArray();
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

            return [.. pairs.Select((own, person) => arcs[person].FindIndex(arc => flow.Flow(arc) == 1) is >= 0 and var at ? own[at] : -1)];
        }

        /// <summary>Brings in every pair that could make the answer better; false when there is none.</summary>
        public bool BringIn(List<int>[] pairs, int[] mentor)
        {
            var (ofPerson, ofMentor) = Prices(pairs, mentor);
            var more = false;
            for (var person = 0; person < problem.Waiting; person++)
            {
                var here = pairs[person].ToHashSet();
                var found = Enumerable.Range(0, problem.Mentors).Where(at => !here.Contains(at) && Can(person, at) && ofPerson[person] + Cost(person, at) < ofMentor[at]).ToList();
                pairs[person].AddRange(found);
                more |= found.Count > 0;
            }

            return more;
        }

        // The lengths of the shortest ways to each node from anywhere, over what the flow could still do or take back. A flow of least cost has no way
        // round that costs less than nothing, so the search comes to an end.
        private (long[] OfPerson, long[] OfMentor) Prices(List<int>[] pairs, int[] mentor)
        {
            int waiting = problem.Waiting, sink = waiting + problem.Mentors;
            var (price, queued, queue) = (new long[sink + 1], new bool[sink + 1], new Queue<int>());
            var taken = new List<int>[problem.Mentors];
            for (var at = 0; at < taken.Length; at++)
            {
                taken[at] = [];
            }

            var without = new List<int>();
            for (var person = 0; person < waiting; person++)
            {
                (mentor[person] < 0 ? without : taken[mentor[person]]).Add(person);
            }

            for (var node = 0; node <= sink; node++)
            {
                queued[node] = true;
                queue.Enqueue(node);
            }

            while (queue.TryDequeue(out var node))
            {
                queued[node] = false;
                if (node < waiting)
                {
                    foreach (var at in pairs[node].Where(at => at != mentor[node]))
                    {
                        Reach(waiting + at, price[node] + Cost(node, at));
                    }

                    if (mentor[node] >= 0)
                    {
                        Reach(sink, price[node] + alone);
                    }
                }
                else if (node < sink)
                {
                    var at = node - waiting;
                    foreach (var person in taken[at])
                    {
                        Reach(person, price[node] - Cost(person, at));
                    }

                    if (taken[at].Count < places[at])
                    {
                        Reach(sink, price[node] + problem.Loads[at] + taken[at].Count + 1);
                    }
                }
                else
                {
                    foreach (var person in without)
                    {
                        Reach(person, price[node] - alone);
                    }

                    for (var at = 0; at < problem.Mentors; at++)
                    {
                        if (taken[at].Count > 0)
                        {
                            Reach(waiting + at, price[node] - problem.Loads[at] - taken[at].Count);
                        }
                    }
                }
            }

            return (price[..waiting], price[waiting..sink]);

            void Reach(int node, long by)
            {
                if (by < price[node])
                {
                    price[node] = by;
                    if (!queued[node])
                    {
                        queued[node] = true;
                        queue.Enqueue(node);
                    }
                }
            }
        }

        private bool Can(int person, int at) => problem[person, at] >= 0 && places[at] > 0;

        private long Cost(int person, int at) => (MatchProblem.Most - problem[person, at]) * unit;
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
