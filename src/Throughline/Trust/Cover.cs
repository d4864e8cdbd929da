namespace Throughline.Trust;

/// <summary>A span of time.</summary>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; after it begins.</param>
public sealed record TimeSpell(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Hours that pass in it.</summary>
    public decimal Hours => (decimal)(To - From).Ticks / TimeSpan.TicksPerHour;
}

/// <summary>One day of a place: when it should be open, and when nobody who may be there alone is down for it.</summary>
/// <param name="On">The London date.</param>
/// <param name="Open">When it should be open.</param>
/// <param name="Covered">The times in it for which somebody is down, in order and apart.</param>
/// <param name="Taken">The times in it at which the room is used for something else: nobody is asked to be there.</param>
/// <param name="Gaps">The times in it that are left, in order and apart.</param>
public sealed record CoverDay(DateOnly On, TimeSpell Open, IReadOnlyList<TimeSpell> Covered, IReadOnlyList<TimeSpell> Taken, IReadOnlyList<TimeSpell> Gaps);

/// <summary>Which hours of a place nobody is down for. A gap is a question to the roster, never a mark against anybody.</summary>
public static class Cover
{
    /// <summary>One day of a place.</summary>
    /// <param name="on">The London date.</param>
    /// <param name="opensAt">When it opens, on London's clocks.</param>
    /// <param name="closesAt">When it closes; after it opens.</param>
    /// <param name="down">When somebody who may be there alone is down for it, in any order.</param>
    /// <param name="taken">When the room is used for something else, in any order.</param>
    public static CoverDay Of(DateOnly on, TimeOnly opensAt, TimeOnly closesAt, IEnumerable<TimeSpell> down, IEnumerable<TimeSpell> taken)
    {
        var (opens, closes) = (on.AtInLondon(opensAt), on.AtInLondon(closesAt));
        // In the hour that does not come in March a place may close before it opens: it is then not open.
        if (closes <= opens)
        {
            return new CoverDay(on, new TimeSpell(opens, opens), [], [], []);
        }

        var open = new TimeSpell(opens, closes);
        var (covered, away) = (Within(open, down), Within(open, taken));
        List<TimeSpell> gaps = [];
        var at = open.From;
        foreach (var spell in Within(open, covered.Concat(away)))
        {
            if (spell.From > at)
            {
                gaps.Add(new TimeSpell(at, spell.From));
            }

            at = spell.To;
        }

        if (at < open.To)
        {
            gaps.Add(new TimeSpell(at, open.To));
        }

        return new CoverDay(on, open, covered, away, gaps);
    }

    // What of them falls into the open time; those that meet become one.
    private static List<TimeSpell> Within(TimeSpell open, IEnumerable<TimeSpell> spells)
    {
        List<TimeSpell> within = [];
        foreach (var spell in spells.Where(s => s.From < open.To && s.To > open.From).OrderBy(s => s.From))
        {
            var (from, to) = (spell.From < open.From ? open.From : spell.From, spell.To > open.To ? open.To : spell.To);
            if (within.Count > 0 && within[^1].To >= from)
            {
                within[^1] = within[^1] with { To = to > within[^1].To ? to : within[^1].To };
            }
            else
            {
                within.Add(new TimeSpell(from, to));
            }
        }

        return within;
    }
}
