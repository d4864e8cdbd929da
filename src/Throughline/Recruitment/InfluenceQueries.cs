using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>How people came to apply, for a service.</summary>
/// <param name="HalfYears">One for each half-year, the oldest first.</param>
/// <param name="Generations">How many generations of people inspired each other; null when hidden.</param>
/// <param name="Fewest">Numbers with fewer people than this behind them are hidden.</param>
public sealed record InfluencePage(IReadOnlyList<InfluenceShare> HalfYears, int? Generations, int Fewest);

/// <summary>
/// How far seeing somebody do the work has carried (CALC-16), as numbers of a service. The viewer's walls hold here too: whoever they are walled off from
/// is not counted for them. Small numbers are hidden, and with them every part that would give them away.
/// </summary>
public sealed class InfluenceQueries(ThroughlineContext context)
{
    /// <summary>The numbers for the schemes the viewer belongs to. Two commands, and two for each scheme's numbers.</summary>
    public async Task<InfluencePage> FindAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        var fewest = 5;
        var settings = new SettingQueries(context);
        foreach (var scheme in mine)
        {
            fewest = Math.Max(fewest, (await settings.ValuesAsync(scheme, cancellation)).Whole(SettingKeys.ReportsSuppressInternal));
        }

        var sent = await context.Applications.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(a => mine.Contains(a.SchemeId))
            .Select(a => new { a.SentOn, a.Route }).ToListAsync(cancellation);
        var links = await context.Inspirations.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(i => mine.Contains(i.SchemeId) && i.State == InspirationState.Named)
            .Select(i => new InfluenceLink(i.InspirerId!.Value, i.PersonId, i.SentOn)).ToListAsync(cancellation);
        return new InfluencePage(
            [.. sent.GroupBy(a => new DateOnly(a.SentOn.Year, a.SentOn.Month <= 6 ? 1 : 7, 1)).OrderBy(g => g.Key).Select(g => Share(g.Key, [.. g.Select(a => a.Route)], fewest))],
            links.Count < fewest ? null : Influence.Generations(links),
            fewest);
    }

    /// <summary>The share of one half-year, with what must be hidden left out.</summary>
    /// <param name="from">First day of the half-year.</param>
    /// <param name="routes">The route of each application.</param>
    /// <param name="fewest">Smallest number that may be shown; a part of it that is smaller, other than none, hides all parts.</param>
    public static InfluenceShare Share(DateOnly from, IReadOnlyList<ApplicationRoute> routes, int fewest)
    {
        int[] parts = [routes.Count(r => r == ApplicationRoute.Inspired), routes.Count(r => r == ApplicationRoute.Encouraged), routes.Count(r => r == ApplicationRoute.SelfInitiated)];
        var total = routes.Count < fewest ? (int?)null : routes.Count;
        return total is null || parts.Any(part => part > 0 && part < fewest)
            ? new InfluenceShare(from, total, null, null, null)
            : new InfluenceShare(from, total, parts[0], parts[1], parts[2]);
    }
}
