namespace Throughline.Mentoring;

/// <summary>A pair that a run puts forward.</summary>
/// <param name="PersonId">Who waits.</param>
/// <param name="MentorId">The mentor.</param>
/// <param name="Score">Their fit, 0 to 1000.</param>
/// <param name="Chosen">True for one in the answer for all together.</param>
public sealed record ProposedPair(Guid PersonId, Guid MentorId, short Score, bool Chosen);

/// <summary>Two who fit each other better than those whom the answer gives them.</summary>
/// <param name="PersonId">Who waits.</param>
/// <param name="MentorId">The mentor.</param>
/// <param name="Score">Their fit.</param>
/// <param name="PersonHas">The fit of the person with whom the answer gives them; null for nobody.</param>
/// <param name="InsteadId">Whom the answer gives the mentor in their place; of several the one who fits least.</param>
/// <param name="MentorHas">That one's fit with the mentor.</param>
public sealed record BlockingPair(Guid PersonId, Guid MentorId, short Score, short? PersonHas, Guid InsteadId, short MentorHas);

/// <summary>
/// Whether the answer for a whole scheme leaves two who would both rather be with each other, by what both said. It may: the answer looks first that as many as
/// can be have a mentor. A coordinator is told of each, and decides; nobody else learns of it, and no person is ranked by it.
/// </summary>
public static class Stability
{
    /// <summary>The pairs that both sides would rather be, among those put forward, the best fit first.</summary>
    public static IReadOnlyList<BlockingPair> Of(IReadOnlyList<ProposedPair> pairs)
    {
        var given = pairs.Where(p => p.Chosen).ToDictionary(p => p.PersonId);
        var least = pairs.Where(p => p.Chosen).GroupBy(p => p.MentorId).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Score).ThenBy(p => p.PersonId).First());
        List<BlockingPair> blocking = [];
        foreach (var pair in pairs.Where(p => !p.Chosen))
        {
            var own = given.GetValueOrDefault(pair.PersonId);
            if ((own is null || own.Score < pair.Score) && least.TryGetValue(pair.MentorId, out var other) && other.Score < pair.Score)
            {
                blocking.Add(new BlockingPair(pair.PersonId, pair.MentorId, pair.Score, own?.Score, other.PersonId, other.Score));
            }
        }

        return [.. blocking.OrderByDescending(b => b.Score).ThenBy(b => b.PersonId).ThenBy(b => b.MentorId)];
    }
}
