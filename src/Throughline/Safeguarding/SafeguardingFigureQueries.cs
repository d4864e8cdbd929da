using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Concerns of some kinds, counted as one.</summary>
/// <param name="Kinds">Which; one where there are enough of it.</param>
/// <param name="Count">How many.</param>
public sealed record KindCount(IReadOnlyList<SafeguardingKind> Kinds, int Count);

/// <summary>One scheme's figures of the last twelve months.</summary>
/// <param name="Scheme">Its name.</param>
/// <param name="Smallest">The smallest number that is shown.</param>
/// <param name="Total">How many; null where too few.</param>
/// <param name="Kinds">By kind; empty where too few.</param>
/// <param name="InTime">How many were taken on in the scheme's time; null where that would tell of too few.</param>
/// <param name="Later">How many later; null with <paramref name="InTime"/>.</param>
public sealed record SchemeFigures(string Scheme, int Smallest, int? Total, IReadOnlyList<KindCount> Kinds, int? InTime, int? Later);

/// <summary>How many concerns there were and how soon somebody had them: for whoever heads the service, and never about a person.</summary>
public sealed class SafeguardingFigureQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>Figures for each scheme of the viewer; null under any hat but the head of service's. Two commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<SchemeFigures>?> YearAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.HeadOfService)
        {
            return null;
        }

        var (mine, since) = (context.Viewer.SchemeIds, clock.Now().AddYears(-1));
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var concerns = await context.SafeguardingConcerns.AsNoTracking().IgnoreQueryFilters(SafeguardingRules.AnyReach).Where(c => mine.Contains(c.SchemeId) && c.RaisedAt >= since)
            .Select(c => new { c.SchemeId, c.Kind, c.Immediate, c.RaisedAt, c.DangerFrom, c.AcknowledgedAt }).ToListAsync(cancellation);
        List<SchemeFigures> figures = [];
        foreach (var scheme in schemes)
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation);
            var smallest = settings.Whole(SettingKeys.ReportsSuppressInternal);
            var own = concerns.Where(c => c.SchemeId == scheme.Id).ToList();
            var taken = own.Where(c => c.AcknowledgedAt is not null)
                .Select(c => c.AcknowledgedAt <= (c.DangerFrom ?? c.RaisedAt) + (c.Immediate ? TimeSpan.FromMinutes(settings.Whole(SettingKeys.DutyImmediateMinutes)) : TimeSpan.FromHours(settings.Whole(SettingKeys.DutyOtherHours)))).ToList();
            var (soon, later, waiting) = (taken.Count(t => t), taken.Count(t => !t), own.Count - taken.Count);
            // What waits can be worked out from the rest.
            var shown = new[] { soon, later, waiting }.All(n => n == 0 || n >= smallest) && own.Count >= smallest;
            figures.Add(new SchemeFigures(
                scheme.Name, smallest, own.Count >= smallest ? own.Count : null, Group([.. own.CountBy(c => c.Kind ?? SafeguardingKind.SomethingElse).Select(p => (p.Key, p.Value))], smallest),
                shown ? soon : null, shown ? later : null));
        }

        return figures;
    }

    /// <summary>Kinds with too few are counted together, with the smallest of the others for as long as there are too few of them still: nothing can be taken from the whole.</summary>
    internal static IReadOnlyList<KindCount> Group(IReadOnlyList<(SafeguardingKind Kind, int Count)> counts, int smallest)
    {
        var kinds = counts.Where(c => c.Count > 0).OrderBy(c => c.Count).ThenBy(c => c.Kind).ToList();
        if (kinds.Sum(k => k.Count) < smallest)
        {
            return [];
        }

        var few = kinds.TakeWhile(k => k.Count < smallest).ToList();
        while (few.Count > 0 && few.Sum(f => f.Count) < smallest)
        {
            few.Add(kinds[few.Count]);
        }

        List<KindCount> groups = [.. kinds.Skip(few.Count).OrderBy(k => k.Kind).Select(k => new KindCount([k.Kind], k.Count))];
        if (few.Count > 0)
        {
            groups.Add(new KindCount([.. few.Select(f => f.Kind).Order()], few.Sum(f => f.Count)));
        }

        return groups;
    }
}
