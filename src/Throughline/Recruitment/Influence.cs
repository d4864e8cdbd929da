namespace Throughline.Recruitment;

/// <summary>One named link: whoever inspired, whoever applied, and when.</summary>
/// <param name="InspirerId">Who inspired.</param>
/// <param name="PersonId">Who was inspired.</param>
/// <param name="SentOn">The London date of the application.</param>
public readonly record struct InfluenceLink(Guid InspirerId, Guid PersonId, DateOnly SentOn);

/// <summary>
/// How far seeing somebody do the work has carried (CALC-16): the number of generations is the longest path of links, each of which is later than
/// the one before. A number for a service; nobody is ranked by it.
/// </summary>
public static class Influence
{
    /// <summary>The longest path, in people: 0 for no link, 2 for one link, 3 where somebody inspired went on to inspire.</summary>
    /// <param name="links">The links, in any order. A link counts as following another only if its application came later.</param>
    public static int Generations(IEnumerable<InfluenceLink> links)
    {
        Dictionary<Guid, int> reached = [];
        var longest = 0;
        // All links of one day look at what was reached before that day, so that no order within a day makes a longer path.
        foreach (var day in links.GroupBy(link => link.SentOn).OrderBy(day => day.Key))
        {
            List<(Guid Person, int Length)> found = [.. day.Select(link => (link.PersonId, reached.GetValueOrDefault(link.InspirerId, 1) + 1))];
            foreach (var (person, length) in found)
            {
                reached[person] = Math.Max(reached.GetValueOrDefault(person, 1), length);
                longest = Math.Max(longest, length);
            }
        }

        return longest;
    }
}

/// <summary>How the applications of half a year came about.</summary>
/// <param name="From">First day of the half-year.</param>
/// <param name="Applications">How many were sent; null when hidden because few people are behind it.</param>
/// <param name="SawAPeer">How many said that they saw somebody do it, named or not; null when hidden.</param>
/// <param name="Encouraged">How many were encouraged; null when hidden.</param>
/// <param name="OwnIdea">How many had the idea themselves; null when hidden.</param>
public sealed record InfluenceShare(DateOnly From, int? Applications, int? SawAPeer, int? Encouraged, int? OwnIdea);
