using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>That somebody may be told of a due thing.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Due">What.</param>
/// <param name="Hat">The hat under which it is theirs; null for a thing of their own.</param>
internal sealed record Told(Guid PersonId, Due Due, Hat? Hat);

/// <summary>
/// Who may be told of what: the person named, or whoever holds the hat in the scheme today, and never somebody from whom the person it is about is
/// walled off or whom their hat does not reach. The question is put to the context as that person sees it, so that the walls are asked where they
/// stand for every page.
/// </summary>
public sealed class AudienceQueries(IDatabaseEngine engine, TimeProvider clock)
{
    internal async Task<IReadOnlyList<Told>> ForAsync(IReadOnlyList<Due> due, Guid? onlyPerson, CancellationToken cancellation)
    {
        if (due.Count == 0)
        {
            return [];
        }

        await using var context = engine.OpenReader(Viewer.System);
        var holders = await HoldersAsync(context, due, clock.Today(), onlyPerson, cancellation);
        var everybody = await context.People.CountAsync(cancellation);
        var own = due.Where(d => d.PersonId is not null).ToLookup(d => d.PersonId!.Value);
        var hats = due.Where(d => d.PersonId is null && d.Hat is not null).ToLookup(d => (d.Hat!.Value, d.SchemeId));
        List<Told> told = [];
        foreach (var (person, held) in holders)
        {
            var mine = own[person].ToList();
            if (mine.Count > 0)
            {
                // Named by the thing itself: no hat is asked, the walls are.
                told.AddRange((await SeenAsync(new Viewer(person, Hat.StaffColleague, []), mine, everybody, cancellation)).Select(d => new Told(person, d, null)));
            }

            foreach (var hat in held)
            {
                var theirs = hat.SchemeIds.SelectMany(scheme => hats[(hat.Hat, scheme)]).ToList();
                if (theirs.Count > 0)
                {
                    told.AddRange((await SeenAsync(new Viewer(person, hat.Hat, hat.SchemeIds), theirs, everybody, cancellation)).Select(d => new Told(person, d, hat.Hat)));
                }
            }
        }

        return told;
    }

    private static async Task<IReadOnlyList<(Guid Person, IReadOnlyList<HeldHat> Hats)>> HoldersAsync(
        ThroughlineContext context, IReadOnlyList<Due> due, DateOnly today, Guid? onlyPerson, CancellationToken cancellation)
    {
        var named = due.Select(d => d.PersonId).OfType<Guid>().ToHashSet();
        var schemes = due.Where(d => d.PersonId is null).Select(d => d.SchemeId).ToHashSet();
        var holdings = await (
            from holding in context.RoleHoldings.AsNoTracking()
            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
            join person in context.People on holding.PersonId equals person.Id
            where person.ErasedAt == null && (onlyPerson == null || person.Id == onlyPerson)
                && holding.From <= today && (holding.To == null || holding.To >= today)
            orderby holding.PersonId
            select new { holding.PersonId, Source = new HatSource(holding.SchemeId, holding.State, role.Hats) }).ToListAsync(cancellation);
        // Whoever holds no hat cannot sign in to look.
        return [.. holdings.GroupBy(h => h.PersonId, h => h.Source)
            .Where(g => named.Contains(g.Key) || g.Any(s => schemes.Contains(s.SchemeId)))
            .Select(g => (g.Key, HatQueries.Of(g, false, [])))
            .Where(g => g.Item2.Count > 0)];
    }

    private async Task<IReadOnlyList<Due>> SeenAsync(Viewer viewer, List<Due> due, int everybody, CancellationToken cancellation)
    {
        due = due.FindAll(d => d.KeptFromId != viewer.PersonId);
        var about = due.Select(d => d.AboutId).OfType<Guid>().Where(id => id != viewer.PersonId && id != Due.Nobody).Distinct().ToList();
        var untold = due.Any(d => d.AboutId is null);
        var others = due.SelectMany(d => d.InHandOf ?? []).Concat(due.Select(d => d.AlsoAboutId).OfType<Guid>()).Distinct().ToList();
        if (about.Count == 0 && !untold && others.Count == 0)
        {
            return due;
        }

        await using var context = engine.OpenReader(viewer);
        // A hat that reaches only its own record acts on what its slice hands it: the walls alone decide.
        var people = viewer.Reach == Reach.Own ? context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]) : context.People;
        var seen = about.Count == 0 ? [] : (await people.Where(p => about.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellation)).ToHashSet();
        // Where a thing does not say whom it is about, only somebody without any wall may be told.
        var free = untold && await context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).CountAsync(cancellation) == everybody;
        var known = others.Count == 0 ? [] : (await context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(p => others.Contains(p.Id)).Select(p => p.Id)
            .ToListAsync(cancellation)).ToHashSet();
        return [.. due.Where(d => (d.AboutId is { } id ? id == viewer.PersonId || id == Due.Nobody || seen.Contains(id) : free) && d.InHandOf?.Any(known.Contains) != true
            && (d.AlsoAboutId is not { } also || also == viewer.PersonId || known.Contains(also)))];
    }
}
