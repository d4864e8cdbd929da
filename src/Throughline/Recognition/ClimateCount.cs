namespace Throughline.Recognition;

/// <summary>A message as it is counted: whose it is only so that people can be told apart, never who.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Site">The site.</param>
/// <param name="Team">The team; null where none was named.</param>
/// <param name="Source">What sort of person it came from.</param>
/// <param name="Value">From −2 to 2.</param>
public readonly record struct CountedMessage(Guid Owner, Guid Site, Guid? Team, SourceClass Source, int Value);

/// <summary>What may be shown of one place.</summary>
/// <param name="Site">The site.</param>
/// <param name="Team">The team; null for the whole site.</param>
/// <param name="Kind">Kind messages.</param>
/// <param name="Cold">Cold messages.</param>
/// <param name="Neither">Messages that were neither.</param>
/// <param name="Above">For a site, what came from people higher up; null where that would tell of too few.</param>
/// <param name="Beside">For a site, what came from staff beside them; null where that would tell of too few.</param>
public sealed record PlaceCount(Guid Site, Guid? Team, int Kind, int Cold, int Neither, SideCount? Above, SideCount? Beside);

/// <summary>Some messages and their mean.</summary>
/// <param name="Count">How many.</param>
/// <param name="Sum">Their values added up.</param>
public sealed record SideCount(int Count, int Sum);

/// <summary>The fewest people behind any figure, and the most that one of them may have of it (INV-102).</summary>
/// <param name="LeastOwners">Fewest people.</param>
/// <param name="MostPercent">Largest share of one person, in per cent.</param>
public sealed record ClimateRule(int LeastOwners = 5, int MostPercent = 50);

/// <summary>
/// Counts messages by place so that no figure, and none that can be worked out from two of them, is about fewer people than the rule says or mostly
/// about one. A team too small by itself is counted in its site alone; and where what is left of a site, once its teams are taken away, would be too
/// small, teams are held back until it is not.
/// </summary>
public static class ClimateCount
{
    /// <summary>What may be shown, by site and then by team; a place of which nothing may be is not in it.</summary>
    public static IReadOnlyList<PlaceCount> Of(IReadOnlyCollection<CountedMessage> messages, ClimateRule rule)
    {
        List<PlaceCount> shown = [];
        foreach (var site in messages.GroupBy(m => m.Site).OrderBy(g => g.Key))
        {
            var all = site.ToList();
            if (!IsSafe(all, rule))
            {
                continue;
            }

            var teams = all.Where(m => m.Team is not null).GroupBy(m => m.Team!.Value).Select(g => (Team: g.Key, Messages: g.ToList())).ToList();
            var alone = teams.Where(t => IsSafe(t.Messages, rule)).OrderBy(t => t.Messages.Count).ThenBy(t => t.Team).ToList();
            var names = alone.Select(t => t.Team).ToHashSet();
            var rest = all.Where(m => m.Team is null || !names.Contains(m.Team.Value)).ToList();
            while (rest.Count > 0 && alone.Count > 0 && !IsSafe(rest, rule))
            {
                rest.AddRange(alone[0].Messages);
                alone.RemoveAt(0);
            }

            List<CountedMessage> above = [.. all.Where(m => m.Source.IsAbove())], beside = [.. all.Where(m => m.Source == SourceClass.FrontlineStaff)];
            var gap = IsSafe(above, rule) && IsSafe(beside, rule);
            shown.Add(Place(site.Key, null, all, gap ? Side(above) : null, gap ? Side(beside) : null));
            shown.AddRange(alone.OrderBy(t => t.Team).Select(t => Place(site.Key, t.Team, t.Messages, null, null)));
        }

        return shown;
    }

    /// <summary>Whether enough people are behind some things, and none of them behind most.</summary>
    /// <param name="owners">Whose each thing is.</param>
    /// <param name="rule">The rule.</param>
    public static bool IsSafe(IEnumerable<Guid> owners, ClimateRule rule)
    {
        var each = owners.CountBy(o => o).Select(o => o.Value).ToList();
        return each.Count >= rule.LeastOwners && each.Count > 0 && each.Max() * 100L <= rule.MostPercent * (long)each.Sum();
    }

    private static bool IsSafe(List<CountedMessage> messages, ClimateRule rule) => IsSafe(messages.Select(m => m.Owner), rule);

    private static SideCount Side(List<CountedMessage> messages) => new(messages.Count, messages.Sum(m => m.Value));

    private static PlaceCount Place(Guid site, Guid? team, List<CountedMessage> messages, SideCount? above, SideCount? beside) => new(
        site, team, messages.Count(m => m.Value > 0), messages.Count(m => m.Value < 0), messages.Count(m => m.Value == 0), above, beside);
}
