using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>The roles under which people speak of somebody they work with (INV-006).</summary>
internal static class StaffRoles
{
    /// <summary>
    /// What gives a person's role of staff on a London date, in a scheme of whom they speak about; null where they held none. They are named to the viewer
    /// anyway, so their records stay out of reach and walls hold. One command.
    /// </summary>
    /// <param name="context">The database, as the viewer may see it.</param>
    /// <param name="aboutId">Whom they speak about.</param>
    /// <param name="people">What they are called.</param>
    /// <param name="speakers">Who speaks.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<Func<Guid, DateOnly, string?>> StaffRolesAsync(
        this ThroughlineContext context, Guid aboutId, Dictionary<Guid, StoryPerson> people, IReadOnlyCollection<Guid> speakers, CancellationToken cancellation)
    {
        var (wanted, today) = (speakers.Distinct().ToList(), context.Now.LondonDate());
        var held = await (from holding in context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AsNoTracking()
                          join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                          where wanted.Contains(holding.PersonId) && (role.Hats.Contains(Hat.Supervisor) || role.Hats.Contains(Hat.Coordinator))
                              && context.Belongings.Any(b => b.PersonId == aboutId && b.SchemeId == holding.SchemeId)
                          orderby holding.From, holding.Id
                          select new { holding.PersonId, holding.From, holding.To, role.Title, role.PlainTitle }).ToListAsync(cancellation);
        return (person, on) =>
        {
            var titles = held.Where(h => h.PersonId == person && h.From <= on && (h.To is null || on <= h.To))
                .Select(h => people.Of(person).LabelHasSet(today) ? h.PlainTitle : h.Title).Distinct().ToList();
            return titles.Count == 0 ? null : string.Join(" and ", titles);
        };
    }
}
