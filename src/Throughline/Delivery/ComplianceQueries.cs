using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>What waits for the viewer as an officer, and one fact opened for a decision. Nothing for anybody under another hat.</summary>
public sealed class ComplianceQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most facts in the list.</summary>
    public const int MostWaiting = 200;

    /// <summary>The facts that wait, those due first at the top, and the people. Fourteen commands and one for each scheme.</summary>
    public async Task<OfficerPage> QueueAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.ResponsibleOfficer)
        {
            return new OfficerPage([], []);
        }

        var (me, today) = (context.Viewer.PersonId, clock.Today());
        var waiting = await context.Waiting().Where(w => w.PersonId != me).OrderBy(w => w.RecordedAt).ThenBy(w => w.PlaceId).Take(MostWaiting).ToListAsync(cancellation);
        var days = await context.OfficerDaysAsync(waiting.Select(w => w.SchemeId), cancellation);
        var (lines, _) = await context.ProgressAsync(context.Requirements.Where(r => r.PersonId != me && r.EndedOn == null && (r.To == null || r.To >= today)), clock.Now(), cancellation);
        var supervised = await context.Supervised(today).Where(e => e.OfficerId == me && e.PersonId != me).Select(e => e.PersonId).Distinct().ToListAsync(cancellation);
        var names = await context.NamesAsync(waiting.Select(w => (Guid?)w.PersonId).Concat(lines.Select(l => (Guid?)l.PersonId)).Concat(supervised.Select(id => (Guid?)id)), cancellation);
        return new OfficerPage(
            [.. waiting.Where(w => names.ContainsKey(w.PersonId))
                .Select(w => (w, Due: PeopleSettings.WorkingDaysAfter(w.RecordedAt.LondonDate(), days[w.SchemeId])))
                .OrderBy(p => p.Due).ThenBy(p => p.w.On).ThenBy(p => names[p.w.PersonId], StringComparer.OrdinalIgnoreCase).ThenBy(p => p.w.PlaceId)
                .Select(p => new WaitingFact(
                    p.w.RequirementId, p.w.PlaceId, p.w.PersonId, names[p.w.PersonId], p.w.Group, p.w.On, p.w.Mark, p.Due, p.Due < today, p.w.WasDecided))],
            [.. supervised.Concat(lines.Select(l => l.PersonId)).Distinct().Where(names.ContainsKey)
                .Select(id => new OfficerPerson(id, names[id], [.. lines.Where(l => l.PersonId == id)]))
                .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.PersonId)]);
    }

    /// <summary>One fact, opened for a decision; null where it is not the viewer's to decide. The trace is written first. Sixteen commands.</summary>
    public async Task<DecisionPage?> FindAsync(Guid requirementId, Guid placeId, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        var requirement = viewer.Hat == Hat.ResponsibleOfficer
            ? await context.Requirements.AsNoTracking().FirstOrDefaultAsync(r => r.Id == requirementId && r.PersonId != viewer.PersonId && r.TellsOfficer, cancellation) : null;
        var place = requirement is null ? null : await (
            from p in context.PlacesThatCount(requirement)
            join session in context.GroupSessions on p.SessionId equals session.Id
            join activity in context.Activities on session.ActivityId equals activity.Id
            where p.Id == placeId
            select new { p.Id, p.On, session.StartsAt, activity.Name }).FirstOrDefaultAsync(cancellation);
        if (requirement is null || place is null || await context.NameAsync(requirement.PersonId, cancellation) is not { } name)
        {
            return null;
        }

        var (lines, _) = await context.ProgressAsync(context.Requirements.Where(r => r.Id == requirementId), clock.Now(), cancellation);
        var versions = await context.Set<FactVersion>().AsNoTracking().Where(v => context.AttendanceFacts.Any(f => f.Id == v.FactId && f.PlaceId == placeId)).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        var decision = await context.ComplianceDecisions.AsNoTracking().Include(d => d.Entries.OrderByDescending(e => e.Number)).FirstOrDefaultAsync(d => d.RequirementId == requirementId && d.PlaceId == placeId, cancellation);
        var entries = decision?.Entries ?? [];
        var items = await ClearanceTurn.ReferenceAsync(context, requirement.SchemeId, ReferenceKind.AttendanceOutcomes, clock.Today(), cancellation);
        var outcomeIds = entries.Select(e => e.OutcomeId).ToList();
        var outcomes = await context.Set<ReferenceItem>().AsNoTracking().Where(i => outcomeIds.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.Name, cancellation);
        var names = await context.NamesAsync(versions.Select(v => (Guid?)v.RecordedById).Concat(entries.Select(e => (Guid?)e.ById)), cancellation);
        var days = (await new SettingQueries(context).ValuesAsync(requirement.SchemeId, cancellation)).Whole(SettingKeys.AttendanceEvidenceDays);
        var texts = await vault.OpenAsync(
            new Opening(requirement.PersonId, "what you told a group", nameof(AttendanceFact), versions.Count > 0 ? versions[0].FactId : Guid.Empty, "Looked at the attendance to decide"),
            [.. versions.Select(v => v.Told).Concat(entries.Select(e => e.Words)).OfType<SealedText>()], cancellation);
        var at = 0;
        string? Next(SealedText? text) => text is null ? null : texts[at++];
        return new DecisionPage(
            lines[0], placeId, name, place.Name, place.StartsAt, versions.Count == 0 ? 0 : versions[0].Number,
            [.. versions.Select(v => new VersionLine(v.Mark, Next(v.Told), names.GetValueOrDefault(v.RecordedById), v.RecordedAt))],
            place.On.AddDays(days), decision?.Version ?? 0, decision?.Code,
            [.. entries.Select(e => new EntryLine(e.State, outcomes.GetValueOrDefault(e.OutcomeId, e.Code), Next(e.Words), names.GetValueOrDefault(e.ById), e.At))],
            versions.Count == 0 ? [] : [.. items.Where(i => ComplianceTurn.MayPick(i) && OutcomeRules.Check(versions[0].Mark, i) is null)
                .Select(i => new OutcomeChoice(i.Code, i.Name, i.Hint, i.Is("enforceable")))]);
    }
}

/// <summary>A fact without the decision that it waits for.</summary>
internal sealed class Waits
{
    public Guid RequirementId { get; init; }

    public Guid FactId { get; init; }

    public int FactVersion { get; init; }

    public Guid PlaceId { get; init; }

    public Guid PersonId { get; init; }

    public Guid SchemeId { get; init; }

    public string Type { get; init; } = "";

    public Guid? OfficerId { get; init; }

    public string Group { get; init; } = "";

    public DateOnly On { get; init; }

    public AttendanceMark Mark { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public bool WasDecided { get; init; }
}

/// <summary>What waits for officers: what the queue and the reminders share.</summary>
internal static class WaitingFacts
{
    /// <summary>The facts that count towards a requirement with an officer, as the viewer may see both, and have not been decided as they are now.</summary>
    public static IQueryable<Waits> Waiting(this ThroughlineContext context) =>
        from requirement in context.Requirements.AsNoTracking()
        join fact in context.AttendanceFacts on new { requirement.PersonId, requirement.SchemeId } equals new { fact.PersonId, fact.SchemeId }
        join activity in context.Activities on fact.ActivityId equals activity.Id
        where requirement.TellsOfficer && requirement.From <= fact.On && (requirement.To == null || requirement.To >= fact.On) && (requirement.EndedOn == null || requirement.EndedOn >= fact.On)
            && context.ActivityTypes.Any(t => t.ActivityId == fact.ActivityId && t.Code == requirement.Type)
            && !context.ComplianceDecisions.Any(d => d.RequirementId == requirement.Id && d.PlaceId == fact.PlaceId && d.FactVersion >= fact.Version)
        select new Waits
        {
            RequirementId = requirement.Id,
            FactId = fact.Id,
            FactVersion = fact.Version,
            PlaceId = fact.PlaceId,
            PersonId = fact.PersonId,
            SchemeId = fact.SchemeId,
            Type = requirement.Type,
            OfficerId = requirement.OfficerId,
            Group = activity.Name,
            On = fact.On,
            Mark = fact.Mark,
            RecordedAt = fact.RecordedAt,
            WasDecided = context.ComplianceDecisions.Any(d => d.RequirementId == requirement.Id && d.PlaceId == fact.PlaceId),
        };

    /// <summary>How many working days officers have, for each scheme. One command for each.</summary>
    public static async Task<Dictionary<Guid, int>> OfficerDaysAsync(this ThroughlineContext context, IEnumerable<Guid> schemeIds, CancellationToken cancellation)
    {
        Dictionary<Guid, int> days = [];
        foreach (var scheme in schemeIds.Distinct().ToList())
        {
            days[scheme] = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.AttendanceOfficerWorkingDays);
        }

        return days;
    }
}
