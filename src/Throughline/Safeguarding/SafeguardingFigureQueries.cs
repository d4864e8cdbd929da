using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Concerns of some kinds, counted as one.</summary>
/// <param name="Kinds">Which; one where there are enough of it.</param>
/// <param name="Count">How many.</param>
public sealed record KindCount(IReadOnlyList<SafeguardingKind> Kinds, int Count);

/// <summary>Half a year that is over, in numbers.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Total">How many were raised in it; null where they are about too few people.</param>
/// <param name="Kinds">By kind; empty where too few.</param>
/// <param name="InTime">How many were taken on in the scheme's time; null where that would tell of too few.</param>
/// <param name="Later">How many later; null with <paramref name="InTime"/>.</param>
public sealed record SafetyPeriod(DateOnly From, DateOnly To, int? Total, IReadOnlyList<KindCount> Kinds, int? InTime, int? Later);

/// <summary>One scheme's figures.</summary>
/// <param name="Scheme">Its name.</param>
/// <param name="Smallest">The smallest number of people of whom a number may tell.</param>
/// <param name="Periods">The last four half-years that are over, the latest first.</param>
public sealed record SchemeFigures(string Scheme, int Smallest, IReadOnlyList<SafetyPeriod> Periods);

/// <summary>One concern, as far as it is counted.</summary>
/// <param name="PersonId">Whom it is about; where that is nobody the service knows, whoever raised it.</param>
/// <param name="On">The London date on which it was raised.</param>
/// <param name="Kind">What it was about.</param>
/// <param name="InTime">Whether it was taken on in the scheme's time; null where nobody has it yet.</param>
internal sealed record SafetyFact(Guid PersonId, DateOnly On, SafeguardingKind Kind, bool? InTime);

/// <summary>
/// How many concerns there were and how soon somebody had them: for whoever heads the service, and never about a person. A concern about the viewer does
/// not count: to them the numbers are those of a service in which it was never raised.
/// </summary>
public sealed class SafeguardingFigureQueries(ThroughlineContext context, TimeProvider clock)
{
    private const int Shown = 4;

    /// <summary>Figures for each scheme of the viewer; null under any hat but the head of service's. Two commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<SchemeFigures>?> ListAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.HeadOfService)
        {
            return null;
        }

        var (mine, viewer, periods) = (context.Viewer.SchemeIds, context.Viewer.PersonId, HalfYears.Before(clock.Today(), Shown));
        var since = periods[^1].From.StartInLondon();
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var concerns = await context.SafeguardingConcerns.AsNoTracking().IgnoreQueryFilters(SafeguardingRules.AnyReach)
            .Where(c => mine.Contains(c.SchemeId) && c.RaisedAt >= since && (!c.AboutKnown || c.PersonId != viewer))
            .Select(c => new { c.SchemeId, c.PersonId, c.Kind, c.Immediate, c.RaisedAt, c.DangerFrom, c.AcknowledgedAt }).ToListAsync(cancellation);
        List<SchemeFigures> figures = [];
        foreach (var scheme in schemes)
        {
            var settings = await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation);
            var smallest = settings.Whole(SettingKeys.ReportsSuppressInternal);
            var (danger, other) = (TimeSpan.FromMinutes(settings.Whole(SettingKeys.DutyImmediateMinutes)), TimeSpan.FromHours(settings.Whole(SettingKeys.DutyOtherHours)));
            var facts = concerns.Where(c => c.SchemeId == scheme.Id).Select(c => new SafetyFact(
                c.PersonId, c.RaisedAt.LondonDate(), c.Kind ?? SafeguardingKind.SomethingElse,
                c.AcknowledgedAt is { } taken ? taken <= (c.DangerFrom ?? c.RaisedAt) + (c.Immediate ? danger : other) : null)).ToList();
            figures.Add(new SchemeFigures(scheme.Name, smallest, [.. periods.Select(p => Count(p.From, p.To, [.. facts.Where(f => f.On >= p.From && f.On <= p.To)], smallest))]));
        }

        return figures;
    }

    /// <summary>What may be shown of the concerns of one half-year: no number that is about fewer people than the smallest, nor one from which such a number could be worked out.</summary>
    internal static SafetyPeriod Count(DateOnly from, DateOnly to, IReadOnlyCollection<SafetyFact> facts, int smallest)
    {
        if (People(facts) < smallest)
        {
            return new SafetyPeriod(from, to, null, [], null, null);
        }

        // What waits can be worked out from the rest.
        var times = facts.ToLookup(f => f.InTime);
        var shown = times.All(some => People(some) >= smallest);
        return new SafetyPeriod(from, to, facts.Count, Group(facts, smallest), shown ? times[true].Count() : null, shown ? times[false].Count() : null);
    }

    /// <summary>Kinds about too few people are counted together, with the smallest of the others for as long as they are about too few still: nothing can be taken from the whole.</summary>
    internal static IReadOnlyList<KindCount> Group(IReadOnlyCollection<SafetyFact> facts, int smallest)
    {
        if (People(facts) < smallest)
        {
            return [];
        }

        int Of(IReadOnlyCollection<SafeguardingKind> kinds) => People(facts.Where(f => kinds.Contains(f.Kind)));
        var all = facts.Select(f => f.Kind).Distinct().OrderBy(k => Of([k])).ThenBy(k => k).ToList();
        var few = all.TakeWhile(k => Of([k]) < smallest).ToList();
        while (few.Count > 0 && Of(few) < smallest)
        {
            few.Add(all[few.Count]);
        }

        List<KindCount> groups = [.. all.Skip(few.Count).Order().Select(k => new KindCount([k], facts.Count(f => f.Kind == k)))];
        if (few.Count > 0)
        {
            groups.Add(new KindCount([.. few.Order()], facts.Count(f => few.Contains(f.Kind))));
        }

        return groups;
    }

    private static int People(IEnumerable<SafetyFact> facts) => facts.Select(f => f.PersonId).Distinct().Count();
}
