using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Recognition;

/// <summary>
/// Counts each period that has ended, once, as the system. What may not be shown is not stored, so there is nothing that a later page could show by mistake.
/// </summary>
public sealed class CountClimate(UnitOfWork unit)
{
    /// <summary>Counts the next period of one scheme that is to be counted.</summary>
    /// <returns>1 where there was one, 0 where there is none: call again until then. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("climate-counted"), async writing =>
        {
            var (context, today) = (writing.Context, writing.Today);
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var settings = new SettingQueries(context);
            var atWork = from holding in context.RoleHoldings
                         join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                         where role.OnLadder
                         select holding.SchemeId;
            foreach (var scheme in await atWork.Distinct().OrderBy(s => s).ToListAsync(cancellation))
            {
                // Two sweeps at once take turns here, and the second finds the first one's release.
                await context.Schemes.Where(s => s.Id == scheme).ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, s => s.Name), cancellation);
                var values = await settings.ValuesAsync(scheme, cancellation);
                var last = await context.ClimateReleases.Where(r => r.SchemeId == scheme).MaxAsync(r => (DateOnly?)r.To, cancellation);
                if ((last is not null ? today : await FirstAsync(context, scheme, today, cancellation)) is not { } first)
                {
                    continue;
                }

                var (from, to) = ClimateRelease.Next(last, first, values.Whole(SettingKeys.MessagesWindowDays));
                if (today < to.AddDays(values.Whole(SettingKeys.ClimateWaitDays)))
                {
                    continue;
                }

                var rule = values.ClimateRule();
                var messages = await context.ReceivedMessages.AsNoTracking().Where(m => m.SchemeId == scheme && m.Counts && m.SiteId != null && m.On >= from && m.On <= to)
                    .Select(m => new CountedMessage(m.PersonId, m.SiteId!.Value, m.TeamId, m.Source, m.Value)).ToListAsync(cancellation);
                var beliefDays = values.Whole(SettingKeys.MessagesBeliefDays);
                var measures = await MeasuresAsync(context, scheme, from, to, rule, beliefDays, cancellation);
                context.Add(ClimateRelease.Count(writing.NewId(), scheme, from, to, writing.Now, rule, values.MessageRule(), beliefDays, messages, measures));
                return 1;
            }

            return 0;
        }, cancellation, WriteTurn.Batch);

    private static async Task<DateOnly?> FirstAsync(ThroughlineContext context, Guid scheme, DateOnly today, CancellationToken cancellation)
    {
        var schemeFrom = await context.Schemes.Where(s => s.Id == scheme).Select(s => s.From).SingleAsync(cancellation);
        var began = await (from move in context.RoleMoves
                           join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where holding.SchemeId == scheme && role.OnLadder && move.State >= RoleState.ActiveSupervised && move.State <= RoleState.Senior
                           select (DateOnly?)move.On).MinAsync(cancellation);
        return ClimateRelease.FirstOn(schemeFrom, began, today);
    }

    private static async Task<List<(ClimateMeasureKind, int, int, decimal?)>> MeasuresAsync(
        ThroughlineContext context, Guid scheme, DateOnly start, DateOnly end, ClimateRule rule, int beliefDays, CancellationToken cancellation)
    {
        List<(ClimateMeasureKind, int, int, decimal?)> shown = [];
        var shut = await context.BlockedOpportunities.AsNoTracking().Where(b => b.SchemeId == scheme && b.Counts && b.On >= start && b.On <= end).Select(b => new { b.PersonId, b.Kind }).ToListAsync(cancellation);
        foreach (var kind in shut.GroupBy(b => b.Kind).OrderBy(g => g.Key))
        {
            Show((ClimateMeasureKind)(int)kind.Key, [.. kind.Select(b => b.PersonId)], kind.Count(), kind.Count(), null);
        }

        // From the first active day of a role to a step of trust that was accepted in the period.
        var grants = await context.TrustGrants.AsNoTracking().Where(g => g.SchemeId == scheme && g.ActiveFrom != null && g.ActiveFrom <= end && (g.ClosedOn == null || g.ClosedOn >= start))
            .Select(g => new { g.Id, g.PersonId, g.HoldingId, g.Step, ActiveFrom = g.ActiveFrom!.Value, g.ClosedOn }).ToListAsync(cancellation);
        var active = (await (from move in context.RoleMoves.AsNoTracking()
                             join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                             join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                             where holding.SchemeId == scheme && role.OnLadder && move.State >= RoleState.ActiveSupervised && move.State <= RoleState.Senior
                             select new { move.HoldingId, move.PersonId, move.On }).ToListAsync(cancellation))
            .GroupBy(m => m.HoldingId).Select(g => (Holding: g.Key, g.First().PersonId, On: g.Min(m => m.On))).ToList();
        var began = active.ToDictionary(a => a.Holding, a => a.On);
        foreach (var (step, kind) in new[] { (TrustStep.OneToOneStaffNear, ClimateMeasureKind.DaysToOneToOne), (TrustStep.WorkingAlone, ClimateMeasureKind.DaysToAlone), (TrustStep.KeyHolding, ClimateMeasureKind.DaysToKey) })
        {
            var reached = grants.Where(g => g.Step == step && g.ActiveFrom >= start && began.ContainsKey(g.HoldingId)).ToList();
            var days = reached.ConvertAll(g => Math.Max(0, g.ActiveFrom.DayNumber - began[g.HoldingId].DayNumber));
            Show(kind, [.. reached.Select(g => g.PersonId)], days.Count, days.Count, (decimal?)TrustFigures.Latency(days));
        }

        var entries = await (from entry in context.TrustEntries.AsNoTracking()
                             join grant in context.TrustGrants on entry.GrantId equals grant.Id
                             where grant.SchemeId == scheme && entry.On >= start && entry.On <= end && (entry.What == TrustEvent.Held || entry.What == TrustEvent.Restored || entry.What == TrustEvent.Withdrawn)
                             select new { entry.PersonId, entry.What }).ToListAsync(cancellation);
        var held = entries.Where(e => e.What == TrustEvent.Held).Select(e => e.PersonId).ToList();
        var stood = grants.Sum(g => (g.ClosedOn < end ? g.ClosedOn.Value : end).DayNumber - (g.ActiveFrom > start ? g.ActiveFrom : start).DayNumber + 1);
        Show(ClimateMeasureKind.TrustHolds, [.. grants.Select(g => g.PersonId).Distinct()], held.Count, grants.Count, (decimal?)TrustFigures.HoldsPerHundredMonths(held.Count, stood), held);
        var ended = entries.Where(e => e.What != TrustEvent.Held).ToList();
        var restored = ended.FindAll(e => e.What == TrustEvent.Restored).ConvertAll(e => e.PersonId);
        var withdrawn = ended.FindAll(e => e.What == TrustEvent.Withdrawn).ConvertAll(e => e.PersonId);
        Show(ClimateMeasureKind.TrustRestored, [.. ended.Select(e => e.PersonId)], restored.Count, ended.Count, (decimal?)TrustFigures.RestoredShare(restored.Count, ended.Count), restored, withdrawn);

        // Those whose time to hear was up when the period ended: each starter is in one period.
        var (firstDay, lastDay) = (start.AddDays(-beliefDays), end.AddDays(-beliefDays));
        var starters = active.Where(a => a.On >= firstDay && a.On <= lastDay).DistinctBy(a => a.PersonId).ToList();
        var heard = (await context.BeliefStatements.AsNoTracking().Where(b => b.SchemeId == scheme).GroupBy(b => b.PersonId).Select(g => new { g.Key, On = g.Min(b => b.SharedOn) }).ToListAsync(cancellation))
            .ToDictionary(b => b.Key, b => (DateOnly?)b.On);
        var soon = starters.ToLookup(s => BeliefCoverage.Of([new Starter(s.On, heard.GetValueOrDefault(s.PersonId))], beliefDays).InTime == 1, s => s.PersonId);
        Show(ClimateMeasureKind.BeliefInTime, [.. starters.Select(s => s.PersonId)], soon[true].Count(), starters.Count, null, [.. soon[true]], [.. soon[false]]);
        return shown;

        // Enough people are behind the figure; and behind each part of it there are enough too, or nobody is.
        void Show(ClimateMeasureKind kind, List<Guid> people, int hits, int count, decimal? value, params List<Guid>[] parts)
        {
            if (ClimateCount.IsSafe(people, rule) && Array.TrueForAll(parts, part => part.Count == 0 || ClimateCount.IsSafe(part, rule)))
            {
                shown.Add((kind, hits, count, value is { } exact ? Math.Round(exact, 2) : null));
            }
        }
    }
}
