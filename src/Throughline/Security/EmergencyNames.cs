using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Whom a name asked for in an emergency means, and how long what it opens lasts.</summary>
internal static class EmergencyNames
{
    /// <summary>
    /// Everybody here whose whole name, or whose reference, is what was typed: a part of a name finds nobody, so that asking is no search. Walls hold;
    /// the one who asks is not found.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> FindAsync(ThroughlineContext context, string typed, CancellationToken cancellation)
    {
        var terms = NameFolding.Terms(typed);
        if (terms.Count == 0)
        {
            return [];
        }

        var viewer = context.Viewer.PersonId;
        var people = context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(p => p.ErasedAt == null && p.Id != viewer);
        foreach (var term in terms)
        {
            people = people.Where(p => context.PersonTerms.Any(t => t.Term == term && t.PersonId == p.Id));
        }

        var found = await people.OrderBy(p => p.SortName).ThenBy(p => p.Id).Select(p => new { p.Id, p.PreferredName, p.FamilyName, p.Reference }).ToListAsync(cancellation);
        return [.. found.Where(p => Same(NameFolding.Terms(p.PreferredName, p.FamilyName)) || (p.Reference is not null && Same(NameFolding.Terms(p.Reference)))).Select(p => p.Id)];

        bool Same(IReadOnlyList<string> known) => known.Count == terms.Count && known.All(terms.Contains);
    }

    /// <summary>How long access lasts and when its person is told: as the schemes they belong to say, and where these differ the more careful.</summary>
    public static async Task<(TimeSpan Lasts, int TellDays)> LimitsAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var (minutes, days) = (60, 30);
        var settings = new SettingQueries(context);
        foreach (var scheme in await context.Belongings.Where(b => b.PersonId == personId).Select(b => b.SchemeId).Distinct().ToListAsync(cancellation))
        {
            var values = await settings.ValuesAsync(scheme, cancellation);
            minutes = Math.Min(minutes, values.Whole(SettingKeys.SignInEmergencyMinutes));
            days = Math.Min(days, values.Whole(SettingKeys.SignInEmergencyTellDays));
        }

        return (TimeSpan.FromMinutes(minutes), days);
    }
}
