using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A decision that waits for a second person, or was looked at.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Name">Whom it is about; null where no name may be told.</param>
/// <param name="Act">The decision.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="Mine">True where the viewer is the second person.</param>
/// <param name="Agreed">Whether the second person agrees; null while it waits.</param>
/// <param name="Why">Why, and what was looked at; null when it can no longer be opened.</param>
/// <param name="Until">The last London date on which it waits or stands.</param>
public sealed record SecondLookLine(Guid Id, int Version, string? Name, AdverseAct Act, DateTimeOffset AskedAt, bool Mine, bool? Agreed, string? Why, DateOnly Until);

/// <summary>Decisions that wait for a second person: those the viewer asks for, and those the viewer is asked about.</summary>
public sealed class SecondLookQueries(ThroughlineContext context, Vault vault, IEnumerable<IDecidesAbout> decides)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The viewer's that wait or still stand, the newest first. Two commands, three for each scheme, and a trace for each person.</summary>
    public async Task<IReadOnlyList<SecondLookLine>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var rows = await context.SecondLooks.AsNoTracking().Where(l => l.UsedAt == null).OrderByDescending(l => l.AskedAt).ThenByDescending(l => l.Id).Take(100)
            .Select(l => new { l.Id, l.Version, l.PersonId, l.SchemeId, l.Act, l.AskedAt, l.AnsweredAt, l.ApproverId, l.Agreed, l.Why })
            .ToListAsync(cancellation);
        Dictionary<Guid, int> days = [];
        foreach (var scheme in rows.Select(r => r.SchemeId).Distinct().ToList())
        {
            days[scheme] = await SecondPerson.DaysAsync(context, scheme, cancellation);
            var (from, stands) = (SecondPerson.From(context.Now.LondonDate(), days[scheme]), await SecondPerson.StandsAsync(context, viewer, scheme, cancellation));
            rows.RemoveAll(r => r.SchemeId == scheme && ((r.AnsweredAt ?? r.AskedAt) < from || (r.ApproverId == viewer && !stands)));
        }

        if (rows.Count == 0)
        {
            return [];
        }

        var names = await context.NamesAsync(rows.Select(r => (Guid?)r.PersonId), cancellation);
        Dictionary<Guid, string?> words = [];
        foreach (var person in rows.GroupBy(r => r.PersonId))
        {
            var opened = await vault.OpenAsync(
                new Opening(person.Key, "a decision that waits for a second person", nameof(SecondLook), Guid.Empty, "A second person looks at decisions"), [.. person.Select(r => r.Why)], cancellation);
            foreach (var (row, text) in person.Zip(opened))
            {
                words[row.Id] = text;
            }
        }

        return rows.ConvertAll(r => new SecondLookLine(
            r.Id, r.Version, names.GetValueOrDefault(r.PersonId), r.Act, r.AskedAt, r.ApproverId == viewer, r.Agreed, words[r.Id],
            (r.AnsweredAt ?? r.AskedAt).LondonDate().AddDays(days[r.SchemeId])));
    }

    /// <summary>The people about whom the viewer could decide, by name. One command, and one for each kind of decision that reaches further.</summary>
    public async Task<IReadOnlyList<Named>> PeopleAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        if (!AskSecondPerson.Hats.Contains(context.Viewer.Hat))
        {
            return [];
        }

        List<Guid> further = [];
        foreach (var one in decides)
        {
            further.AddRange(await one.PeopleAsync(context, cancellation));
        }

        var reached = await Lines(context.People).ToListAsync(cancellation);
        var also = further.Count == 0 ? [] : await Lines(context.People.IgnoreQueryFilters(AnyReach).Where(p => further.Contains(p.Id))).ToListAsync(cancellation);
        return [.. reached.Concat(also).DistinctBy(p => p.Id).OrderBy(p => p.Sort, StringComparer.Ordinal).ThenBy(p => p.Id).Select(p => new Named(p.Id, p.Name))];

        IQueryable<NamedLine> Lines(IQueryable<Person> people) => people.AsNoTracking().Where(p => p.Id != viewer && p.ErasedAt == null).OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(300)
            .Select(p => new NamedLine(p.Id, p.SortName, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName));
    }

    private sealed record NamedLine(Guid Id, string Sort, string Name);
}
