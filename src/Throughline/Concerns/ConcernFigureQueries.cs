using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>
/// Concerns in numbers, for whoever heads the service and whoever hears concerns. A concern counts for nobody on its wall: to them the numbers are those of a service in which
/// it was never raised (INV-106).
/// </summary>
public sealed class ConcernFigureQueries(ThroughlineContext context, TimeProvider clock)
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>Each scheme of the viewer; null under any hat but the two. Two commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<ConcernFigures>?> ListAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat is not (Hat.HeadOfService or Hat.VoiceLead))
        {
            return null;
        }

        var (mine, today) = (context.Viewer.SchemeIds, clock.Today());
        var periods = ConcernCounting.Before(today);
        var since = periods[^1].From;
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var concerns = await context.Concerns.AsNoTracking().IgnoreQueryFilters(AnyReach).Where(c => mine.Contains(c.SchemeId) && (c.SubmittedOn >= since || c.OverOn >= since))
            .Select(c => new { c.SchemeId, c.PersonId, c.About, c.State, c.NoReply, c.SubmittedOn, c.OverOn, Again = c.Entries.Any(e => e.Kind == ConcernEntryKind.FinalOutcome) }).ToListAsync(cancellation);
        List<ConcernFigures> figures = [];
        foreach (var scheme in schemes)
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation);
            var (smallest, kept) = (settings.Whole(SettingKeys.ReportsSuppressInternal), today.AddYears(-settings.Whole(SettingKeys.KeepConcernYears)));
            var own = concerns.Where(c => c.SchemeId == scheme.Id).ToList();
            figures.Add(new ConcernFigures(
                scheme.Name, smallest,
                // A number from which something has been let go since would tell what.
                [.. periods.Where(p => p.From >= kept).Select(period => new ConcernPeriod(
                period.From, period.To,
                ConcernCounting.Tally([.. own.Where(c => c.SubmittedOn >= period.From && c.SubmittedOn <= period.To).Select(c => (c.PersonId, c.About))], smallest),
                ConcernCounting.Tally(
                    [.. own.Where(c => c.OverOn >= period.From && c.OverOn <= period.To)
                        .Select(c => (c.PersonId, c.State == ConcernState.Withdrawn ? ConcernEnd.TakenBack : c.NoReply ? ConcernEnd.NoReply : c.Again ? ConcernEnd.LookedAtAgain : ConcernEnd.Accepted))],
                    smallest)))]));
        }

        return figures;
    }
}
