using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// What is due about clearance, for the reminders: worked out for every scheme by the system itself. Runs out at two dates before the day and once
/// after it (INV-022): the organisation's to do, never the person's.
/// </summary>
public sealed class ClearanceDueQueries(ThroughlineContext context)
{
    /// <summary>Days for which a decision counts as news for the person.</summary>
    public const int NewsDays = 7;

    /// <summary>Everything due on a London date; nothing for anybody but the system itself. Eleven commands.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            return [];
        }

        var settings = await context.SettingsOfAsync(await context.Schemes.Select(s => s.Id).ToListAsync(cancellation), cancellation);
        return
        [
            .. await RunningOutAsync(today, settings, cancellation), .. await CasesAsync(today, cancellation),
            .. await ApprovalsAsync(today, cancellation), .. await CrossingsAsync(today, settings, cancellation), .. await ChangesAsync(today, settings, cancellation),
        ];
    }

    private async Task<IEnumerable<Due>> RunningOutAsync(DateOnly today, Dictionary<Guid, SettingValues> settings, CancellationToken cancellation)
    {
        var soonest = settings.Count == 0 ? today : today.AddDays(settings.Values.Max(s => s.Whole(SettingKeys.ClearanceFirstReminderDays)));
        var since = today.AddDays(-ClearanceQueries.RanOutDays);
        var ending = await context.Clearances.AsNoTracking()
            .Where(c => (c.EndedOn ?? c.Until) >= since && (c.EndedOn ?? c.Until) <= soonest
                && !context.ClearedSpans.Any(o => o.PersonId == c.PersonId && o.Scope == c.Scope && o.EndedOn == null && o.Until > (c.EndedOn ?? c.Until))
                && context.Belongings.Any(b => b.PersonId == c.PersonId && b.SchemeId == c.SchemeId && b.To == null))
            .ToListAsync(cancellation);
        return ending
            .GroupBy(c => (c.PersonId, c.SchemeId, Last: ClearanceLines.Last(c)))
            .SelectMany(same =>
            {
                var (key, scheme, last) = ($"clearance/{same.Min(c => c.Id)}", same.Key.SchemeId, same.Key.Last);
                int[] days = [settings[scheme].Whole(SettingKeys.ClearanceFirstReminderDays), settings[scheme].Whole(SettingKeys.ClearanceSecondReminderDays)];
                Due At(string which, DateOnly on, string kind) => new($"{key}/{which}", null, scheme, Hat.Coordinator, on, kind, $"/clearance/{same.Key.PersonId}", same.Key.PersonId);
                return last < today
                    ? [At("over", last.AddDays(1), "clearance-ran-out")]
                    : days.Distinct().Where(d => last.AddDays(-d) <= today).Select(d => At($"{d}", last.AddDays(-d), "clearance-runs-out"));
            });
    }

    private async Task<IEnumerable<Due>> CasesAsync(DateOnly today, CancellationToken cancellation)
    {
        var news = today.AddDays(-NewsDays);
        var cases = await context.VettingCases.AsNoTracking()
            .Where(c => (c.State == VettingState.Opened || c.State == VettingState.AwaitingPerson || c.State == VettingState.Submitted || c.State == VettingState.Appeal
                    || (c.State == VettingState.Refused && c.AppealUntil >= today) || c.DecidedOn >= news)
                && context.Belongings.Any(b => b.PersonId == c.PersonId && b.SchemeId == c.SchemeId && b.To == null))
            .Select(c => new CaseDue(c.Id, c.PersonId, c.SchemeId, c.State, c.DeciderId, c.HearerId, c.OpenedOn, c.SubmittedOn, c.AppealedOn, c.DecidedOn))
            .ToListAsync(cancellation);
        return cases.SelectMany<CaseDue, Due>(c => c.State switch
        {
            VettingState.Opened => [new($"vetting/{c.Id}/open/{c.DeciderId}", c.DeciderId, c.SchemeId, null, c.OpenedOn, "case-to-begin", $"/clearance/cases/{c.Id}", c.PersonId)],
            VettingState.AwaitingPerson => [new($"vetting/{c.Id}/part", c.PersonId, c.SchemeId, null, c.OpenedOn, "part-to-do", $"/my/clearance/{c.Id}", c.PersonId)],
            VettingState.Submitted => [new($"vetting/{c.Id}/decide/{c.DeciderId}", c.DeciderId, c.SchemeId, null, c.SubmittedOn!.Value, "case-to-decide", $"/clearance/cases/{c.Id}", c.PersonId)],
            VettingState.Appeal =>
            [
                new($"vetting/{c.Id}/hearer", null, c.SchemeId, Hat.Coordinator, c.AppealedOn!.Value, "appeal-needs-somebody", $"/clearance/{c.PersonId}", c.PersonId, c.HearerId is { } by ? [by] : null),
                .. c.HearerId is { } hearer
                    ? [new($"vetting/{c.Id}/hear/{hearer}", hearer, c.SchemeId, null, c.AppealedOn!.Value, "case-to-decide", $"/clearance/cases/{c.Id}", c.PersonId)]
                    : Array.Empty<Due>(),
            ],
            _ => [new($"vetting/{c.Id}/news/{c.DecidedOn:yyyyMMdd}", c.PersonId, c.SchemeId, null, c.DecidedOn!.Value, "news-to-read", "/my/clearance", c.PersonId)],
        });
    }

    private async Task<IEnumerable<Due>> ApprovalsAsync(DateOnly today, CancellationToken cancellation)
    {
        var asked = await context.ShownApprovals(today).Where(a => a.State == ApprovalState.Asked)
            .Select(a => new { a.Id, a.PersonId, a.OfficerId, a.SchemeId, a.AskedOn }).ToListAsync(cancellation);
        return asked.Select(a => new Due($"approval/{a.Id}/{a.OfficerId}", a.OfficerId, a.SchemeId, null, a.AskedOn, "approval-asked", $"/clearance/approvals/{a.Id}", a.PersonId));
    }

    // The person first; their supervisors from the next day, or from the day on which the person has seen it (INV-025).
    private async Task<IEnumerable<Due>> CrossingsAsync(DateOnly today, Dictionary<Guid, SettingValues> settings, CancellationToken cancellation)
    {
        var soonest = settings.Count == 0 ? today : today.AddDays(settings.Values.Max(s => s.Whole(SettingKeys.SupportCrossingDays)));
        var near = await (from crossing in context.Crossings
                          join person in context.People on crossing.PersonId equals person.Id
                          where crossing.End >= today && crossing.End <= soonest
                          select new { Crossing = crossing, LabelHasSet = person.LabelSunset != null && person.LabelSunset <= today }).ToListAsync(cancellation);
        var ids = near.ConvertAll(n => n.Crossing.PersonId);
        var supervisors = (await context.Belongings.Where(b => ids.Contains(b.PersonId) && b.To == null && b.SupervisorId != null)
            .Select(b => new { b.PersonId, b.SupervisorId }).ToListAsync(cancellation)).ToLookup(b => b.PersonId, b => b.SupervisorId!.Value);
        return near.SelectMany(n =>
        {
            var (crossing, end) = (n.Crossing, n.Crossing.End!.Value);
            var from = end.AddDays(-settings[crossing.SchemeId].Whole(SettingKeys.SupportCrossingDays));
            var others = CrossingRules.OthersFrom(from, crossing.SeenOn);
            List<Due> due = [new($"crossing/{crossing.Id}/{end:yyyyMMdd}", crossing.PersonId, crossing.SchemeId, null, from, "date-comes-near", "/my/clearance", crossing.PersonId)];
            due.AddRange(n.LabelHasSet ? [] : supervisors[crossing.PersonId].Distinct().Select(s => new Due(
                $"crossing/{crossing.Id}/{end:yyyyMMdd}/{s}", s, crossing.SchemeId, null, others, "offer-support", "/", crossing.PersonId)));
            return due.Where(d => d.On <= today);
        });
    }

    // What has just changed in somebody's work goes the same way: theirs first, and then whoever supervises the role, or them where it has nobody yet.
    private async Task<IEnumerable<Due>> ChangesAsync(DateOnly today, Dictionary<Guid, SettingValues> settings, CancellationToken cancellation)
    {
        var most = settings.Count == 0 ? 0 : settings.Values.Max(s => s.Whole(SettingKeys.SupportCrossingDays));
        var changes = (await context.WorkChangesAsync(today, most, null, cancellation)).Where(c => today <= c.On.AddDays(settings[c.SchemeId].Whole(SettingKeys.SupportCrossingDays))).ToList();
        var ids = changes.ConvertAll(c => c.PersonId);
        var supervisors = (await context.Belongings.Where(b => ids.Contains(b.PersonId) && b.To == null && b.SupervisorId != null)
            .Select(b => new { b.PersonId, b.SupervisorId }).ToListAsync(cancellation)).ToLookup(b => b.PersonId, b => b.SupervisorId!.Value);
        return changes.SelectMany(c =>
        {
            var key = $"work-change/{c.HoldingId}/{c.Number}";
            var others = CrossingRules.OthersFrom(c.On, c.SeenOn);
            List<Due> due = [new(key, c.PersonId, c.SchemeId, null, c.On, "work-has-changed", "/", c.PersonId)];
            due.AddRange(c.LabelHasSet ? [] : (c.SupervisorId is { } by ? [by] : supervisors[c.PersonId]).Distinct().Where(s => s != c.PersonId)
                .Select(s => new Due($"{key}/{s}", s, c.SchemeId, null, others, "offer-support", "/", c.PersonId)));
            return due.Where(d => d.On <= today);
        });
    }

    private sealed record CaseDue(
        Guid Id, Guid PersonId, Guid SchemeId, VettingState State, Guid? DeciderId, Guid? HearerId, DateOnly OpenedOn, DateOnly? SubmittedOn, DateOnly? AppealedOn, DateOnly? DecidedOn);
}

/// <summary>When others may be shown that a supervision is near its end.</summary>
internal static class CrossingRules
{
    /// <summary>The day after the person is told, or the day on which they have seen it.</summary>
    public static DateOnly OthersFrom(DateOnly toldOn, DateOnly? seenOn) => seenOn is { } seen && seen < toldOn.AddDays(1) ? seen : toldOn.AddDays(1);
}
