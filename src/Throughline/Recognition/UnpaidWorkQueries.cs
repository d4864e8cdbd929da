using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Somebody who does without pay what is also a paid post.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="From">Since when they hold the role.</param>
public sealed record UnpaidLine(Guid PersonId, string Name, DateOnly From);

/// <summary>A role whose work is also somebody's paid post.</summary>
/// <param name="Title">Its title.</param>
/// <param name="People">How many hold it without pay; null for a head of service where nobody does, or too few to show.</param>
/// <param name="Lines">Who they are, by name: for a coordinator alone.</param>
public sealed record UnpaidRole(string Title, int? People, IReadOnlyList<UnpaidLine> Lines);

/// <summary>The roles of a scheme whose work is also somebody's paid post.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Roles">In the order of their titles: for a head of service all of them, for a coordinator those that somebody holds without pay.</param>
/// <param name="Least">Fewest people behind a number that a head of service is shown.</param>
public sealed record UnpaidWork(Guid SchemeId, string Scheme, IReadOnlyList<UnpaidRole> Roles, int Least);

/// <summary>The report on exploitation (INV-011): where work that is also somebody's paid post is done without pay, or for expenses alone.</summary>
public sealed class UnpaidWorkQueries(ThroughlineContext context, TimeProvider clock)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>
    /// The viewer's schemes: with names for a coordinator; for a head of service numbers alone, each by itself and none for fewer than the least number, so that
    /// a role that is not shown cannot be told from one that nobody holds. Whose label has set stands in neither. Empty under any other hat. Four commands, and two for each scheme.
    /// </summary>
    public async Task<IReadOnlyList<UnpaidWork>> ListAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var mine = viewer.SchemeIds.Where(viewer.MaySeeClimate).ToList();
        if (mine.Count == 0)
        {
            return [];
        }

        var named = viewer.Hat == Hat.Coordinator;
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => mine.Contains(r.SchemeId) && r.AlsoPaidPost)
            .OrderBy(r => r.Title).ThenBy(r => r.Id).Select(r => new { r.Id, r.SchemeId, r.Title }).ToListAsync(cancellation);
        var held = await (from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach).AsNoTracking()
                          join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                          where mine.Contains(holding.SchemeId) && role.AlsoPaidPost && (holding.Pay == Pay.None || holding.Pay == Pay.Expenses)
                              && ((holding.State >= RoleState.InTraining && holding.State <= RoleState.Paused) || holding.State == RoleState.Held)
                              && holding.From <= today && (holding.To == null || holding.To >= today)
                              && !(role.TellsOfThePast && context.LabelsSet(today).Any(s => s.Id == holding.PersonId))
                          orderby holding.Id
                          select new { holding.PersonId, holding.RoleDefinitionId, holding.From }).ToListAsync(cancellation);
        var names = named ? await context.NamesAsync(held.Select(h => (Guid?)h.PersonId), cancellation) : [];
        List<UnpaidWork> all = [];
        foreach (var scheme in schemes)
        {
            var least = (await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation)).Whole(SettingKeys.ReportsSuppressInternal);
            var shown = roles.Where(r => r.SchemeId == scheme.Id).Select(r =>
            {
                var holders = held.FindAll(h => h.RoleDefinitionId == r.Id);
                var people = holders.DistinctBy(h => h.PersonId).Count();
                return new UnpaidRole(
                    r.Title, named || people >= least ? people : null,
                    [.. holders.Where(h => names.ContainsKey(h.PersonId)).Select(h => new UnpaidLine(h.PersonId, names[h.PersonId], h.From)).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.PersonId)]);
            });
            all.Add(new UnpaidWork(scheme.Id, scheme.Name, [.. shown.Where(r => !named || r.People > 0)], least));
        }

        return all;
    }
}
