using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Mentoring.Matching;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// Makes proposals for everybody who waits in a scheme: at most so many options each, every factor with it, and which of them belong to the answer
/// that is best for all together. Nothing follows from it until a coordinator decides (CALC-21, INV-065, INV-066).
/// </summary>
public sealed class MakeProposals(UnitOfWork unit)
{
    /// <summary>Makes them.</summary>
    /// <returns>The run's id, or <see cref="NotAllowed"/>, <see cref="NobodyWaits"/>, <see cref="WeightsAreNothing"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid schemeId, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("proposals-made"), async writing =>
        {
            if (!writing.Viewer.Runs(schemeId) || writing.Viewer.PersonId == Guid.Empty)
            {
                return new NotAllowed();
            }

            var facts = await FactsForMatching.ReadAsync(writing.Context, schemeId, writing.Today, null, cancellation);
            var weights = MentoringRules.Weights(facts.Settings);
            if (weights.Sum() == 0)
            {
                return new WeightsAreNothing();
            }

            if (facts.Waiting.Count == 0)
            {
                return new NobodyWaits();
            }

            var (problem, pairs) = Problem(facts, weights);
            var answer = Matcher.Solve(problem);
            var greedy = Matcher.Greedy(problem);
            var counts = new MatchCounts(
                problem.Waiting, problem.Mentors, problem.Places.Sum(), pairs, answer.Matched, answer.Score, answer.MaxLoad, answer.Proven, greedy.Matched, greedy.Score);
            var run = new MatchRun(writing.NewId(), writing.Viewer.PersonId, schemeId, writing.Now, Matcher.Version, weights, counts, Fingerprint(facts, weights, problem));
            writing.Context.Add(run);
            var options = facts.Settings.Whole(SettingKeys.MatchesOptions);
            for (var person = 0; person < facts.Waiting.Count; person++)
            {
                var best = Enumerable.Range(0, facts.Mentors.Count).Where(at => problem[person, at] >= 0)
                    .OrderByDescending(at => at == answer.Mentor[person]).ThenByDescending(at => problem[person, at]).ThenBy(at => facts.Mentors[at].Id).Take(options);
                var place = 0;
                foreach (var at in best)
                {
                    var mentor = facts.Mentors[at];
                    writing.Context.Add(new MatchProposal(
                        writing.NewId(), run, facts.Waiting[person].Id, mentor.Id, mentor.Holding.Id, ++place, at == answer.Mentor[person], facts.Factors(facts.Waiting[person], mentor)));
                }
            }

            return run.Id;
        }, cancellation);

    /// <summary>The scheme as numbers; the second is how many pairs nothing rules out.</summary>
    internal static (MatchProblem Problem, int Pairs) Problem(FactsForMatching facts, IReadOnlyList<int> weights)
    {
        var problem = new MatchProblem(
            facts.Waiting.Count, [.. facts.Mentors.Select(m => m.Places)], [.. facts.Mentors.Select(m => m.Load)], [.. facts.Waiting.Select(w => w.Details.Minutes)],
            [.. facts.Mentors.Select(m => m.MinutesLeft)]);
        var pairs = 0;
        for (var person = 0; person < facts.Waiting.Count; person++)
        {
            for (var at = 0; at < facts.Mentors.Count; at++)
            {
                if (facts.IsOpen(facts.Waiting[person], facts.Mentors[at]))
                {
                    problem[person, at] = facts.Factors(facts.Waiting[person], facts.Mentors[at]).Score(weights);
                    pairs++;
                }
            }
        }

        return (problem, pairs);
    }

    private static string Fingerprint(FactsForMatching facts, IReadOnlyList<int> weights, MatchProblem problem)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Matcher.Version}|{facts.SchemeId}|{facts.Today:O}|{string.Join(',', weights)}|");
        foreach (var (mentor, at) in facts.Mentors.Select((m, at) => (m, at)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{mentor.Id}:{problem.Places[at]}:{problem.Loads[at]}:{problem.MinutesLeft[at]};");
        }

        for (var person = 0; person < facts.Waiting.Count; person++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{facts.Waiting[person].Id}:{problem.Minutes[person]}:");
            for (var at = 0; at < facts.Mentors.Count; at++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{problem[person, at]},");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>Nobody is on the list.</summary>
public sealed record NobodyWaits() : Refusal("nobody-waits")
{
    /// <inheritdoc />
    public override string Sentence => "Nobody waits for a mentor in this scheme. Put somebody on the list first.";
}

/// <summary>Every weight is 0: then every pair is as good as any other.</summary>
public sealed record WeightsAreNothing() : Refusal("weights-are-nothing")
{
    /// <inheritdoc />
    public override string Sentence => "All weights of matching are 0 in the settings. Give at least one of them a number.";
}
