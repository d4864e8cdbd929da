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
/// <param name="Kind">Kind messages; null where it would tell of too few how many were kind, or how many cold.</param>
/// <param name="Cold">Cold messages; null together with the kind ones.</param>
/// <param name="Neither">Messages that were neither; null where that would tell of too few.</param>
/// <param name="Lean">To which side they lean.</param>
/// <param name="Band">What they come to.</param>
/// <param name="Above">For a site, what came from people higher up; null where that would tell of too few.</param>
/// <param name="Beside">For a site, what came from staff beside them; null where that would tell of too few.</param>
public sealed record PlaceCount(Guid Site, Guid? Team, int? Kind, int? Cold, int? Neither, MessageLean Lean, MessageBand Band, SideCount? Above, SideCount? Beside);

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
/// about one. A place is counted where enough people logged something kind or cold: what was neither decides nothing. How many were kind and how many
/// cold is kept only where enough people are behind either, or nobody is, and so is how many were neither. A team too small by itself is counted in its
/// site alone; and where what is left of a site, once its teams are taken away, would be too small, teams are held back until it is not.
/// </summary>
public static class ClimateCount
{
    private static readonly Func<int, bool>[] KindAndCold = [value => value > 0, value => value < 0];
    private static readonly Func<int, bool>[] NeitherOfThem = [value => value == 0];

    /// <summary>What may be shown, by site and then by team; a place of which nothing may be is not in it.</summary>
    /// <param name="messages">The messages of a period.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="reading">The numbers by which messages are read.</param>
    public static IReadOnlyList<PlaceCount> Of(IReadOnlyCollection<CountedMessage> messages, ClimateRule rule, MessageRule reading)
    {
        List<PlaceCount> shown = [];
        foreach (var site in messages.GroupBy(m => m.Site).OrderBy(g => g.Key))
        {
            var all = site.ToList();
            if (!IsDecided(all, rule))
            {
                continue;
            }

            var teams = all.Where(m => m.Team is not null).GroupBy(m => m.Team!.Value).Select(g => (Team: g.Key, Messages: g.ToList())).ToList();
            var alone = teams.Where(t => IsDecided(t.Messages, rule)).OrderBy(t => t.Messages.Count).ThenBy(t => t.Team).ToList();
            var names = alone.Select(t => t.Team).ToHashSet();
            var rest = all.Where(m => m.Team is null || !names.Contains(m.Team.Value)).ToList();
            while (rest.Exists(m => m.Value != 0) && alone.Count > 0 && !IsDecided(rest, rule))
            {
                rest.AddRange(alone[0].Messages);
                alone.RemoveAt(0);
            }

            List<CountedMessage> above = [.. all.Where(m => m.Source.IsAbove())], beside = [.. all.Where(m => m.Source == SourceClass.FrontlineStaff)];
            var gap = IsMeant(above, rule) && IsMeant(beside, rule);
            var (sides, neither) = (Parts(all, alone, rule, KindAndCold), Parts(all, alone, rule, NeitherOfThem));
            shown.Add(Place(null, all) with { Above = gap ? Side(above) : null, Beside = gap ? Side(beside) : null });
            shown.AddRange(alone.OrderBy(t => t.Team).Select(t => Place(t.Team, t.Messages)));

            PlaceCount Place(Guid? team, List<CountedMessage> here)
            {
                var (kind, cold) = (here.Count(m => m.Value > 0), here.Count(m => m.Value < 0));
                var (counts, rests) = (sides.Contains(team), neither.Contains(team));
                return new PlaceCount(
                    site.Key, team, counts ? kind : null, counts ? cold : null, rests ? here.Count - kind - cold : null, Niche.Lean(kind, cold), MessageReading.Band(here.Count, kind, cold, reading), null, null);
            }
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

    // The word and the balance rest on what was kind or cold, and so does who is behind them.
    private static bool IsDecided(IEnumerable<CountedMessage> messages, ClimateRule rule) => IsSafe(messages.Where(m => m.Value != 0).Select(m => m.Owner), rule);

    // A mean rests on all of its messages, and is moved by those that were kind or cold.
    private static bool IsMeant(List<CountedMessage> messages, ClimateRule rule) => IsSafe(messages.Select(m => m.Owner), rule) && IsDecided(messages, rule);

    private static bool IsNobodyOrSafe(IEnumerable<CountedMessage> messages, ClimateRule rule, Func<int, bool>[] parts) => Array.TrueForAll(
        parts, part => messages.Where(m => part(m.Value)).Select(m => m.Owner).ToList() is var owners && (owners.Count == 0 || IsSafe(owners, rule)));

    // Of which of a site (null) and its teams, smallest first, some parts may be shown: of each part there is nobody or enough, also in what is left of the site.
    private static HashSet<Guid?> Parts(List<CountedMessage> all, List<(Guid Team, List<CountedMessage> Messages)> teams, ClimateRule rule, Func<int, bool>[] parts)
    {
        var shown = teams.FindAll(t => IsNobodyOrSafe(t.Messages, rule, parts));
        if (!IsNobodyOrSafe(all, rule, parts))
        {
            return [.. shown.Select(t => (Guid?)t.Team)];
        }

        while (shown.Count > 0 && !IsNobodyOrSafe(all.Where(m => !shown.Exists(t => t.Team == m.Team)), rule, parts))
        {
            shown.RemoveAt(0);
        }

        return [null, .. shown.Select(t => (Guid?)t.Team)];
    }

    private static SideCount Side(List<CountedMessage> messages) => new(messages.Count, messages.Sum(m => m.Value));
}
