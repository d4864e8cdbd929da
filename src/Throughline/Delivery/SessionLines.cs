using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Sessions as lists show them, and how far requirements are: what the queries of this slice share.</summary>
internal static class SessionLines
{
    /// <summary>Sessions as lines, in the order they are asked in. Three commands.</summary>
    public static async Task<List<SessionLine>> LinesAsync(this ThroughlineContext context, IQueryable<GroupSession> sessions, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = await (from session in sessions.AsNoTracking()
                          join activity in context.Activities on session.ActivityId equals activity.Id
                          join site in context.Set<Site>() on activity.SiteId equals site.Id
                          select new
                          {
                              session.Id,
                              session.ActivityId,
                              activity.Name,
                              session.StartsAt,
                              session.EndsAt,
                              session.Place,
                              Site = site.Name,
                              session.State,
                              session.CalledOffReason,
                              session.CatchUpForId,
                              Expected = context.SessionPlaces.Count(p => p.SessionId == session.Id && p.MovedToId == null),
                              Written = context.AttendanceFacts.Count(f => f.SessionId == session.Id),
                          }).ToListAsync(cancellation);
        var ids = rows.ConvertAll(r => r.Id);
        var parts = await context.SessionParts.AsNoTracking().Where(p => ids.Contains(p.SessionId) && p.EndedOn == null).Select(p => new { p.SessionId, p.PersonId }).ToListAsync(cancellation);
        var names = await context.NamesAsync(parts.Select(p => (Guid?)p.PersonId), cancellation);
        var runners = parts.Where(p => names.ContainsKey(p.PersonId)).ToLookup(p => p.SessionId, p => names[p.PersonId]);
        return rows.ConvertAll(r => new SessionLine(
            r.Id, r.ActivityId, r.Name, r.StartsAt, r.EndsAt, r.Place ?? r.Site, r.State, r.CalledOffReason, r.CatchUpForId is not null, r.StartsAt <= now, r.Expected, r.Written,
            [.. runners[r.Id].Order(StringComparer.OrdinalIgnoreCase)]));
    }

    /// <summary>The name of somebody whom the viewer has come across in this slice, whatever their reach; null through a wall. One command.</summary>
    public static Task<string?> NameAsync(this ThroughlineContext context, Guid personId, CancellationToken cancellation) =>
        context.People.AsNoTracking().IgnoreQueryFilters(DeliveryRules.Reach).Where(p => p.Id == personId)
            .Select(p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName).FirstOrDefaultAsync(cancellation);

    /// <summary>
    /// The names that people like to be called by, for whoever runs a session: nothing more of them, except a letter of the family name where two on the list
    /// have the same one. One command.
    /// </summary>
    public static async Task<Dictionary<Guid, string>> CalledAsync(this ThroughlineContext context, IEnumerable<Guid> people, CancellationToken cancellation)
    {
        var ids = people.Distinct().ToList();
        var rows = await context.People.AsNoTracking().IgnoreQueryFilters(DeliveryRules.Reach).Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.PreferredName, p.FamilyName }).ToListAsync(cancellation);
        var same = rows.GroupBy(r => r.PreferredName, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return rows.ToDictionary(r => r.Id, r => same.Contains(r.PreferredName) && r.FamilyName is { Length: > 0 } family ? $"{r.PreferredName} {family[..1]}" : r.PreferredName);
    }

    /// <summary>How far requirements are (CALC-13), as the viewer may see them, with what happened. Seven commands, whatever their number.</summary>
    public static async Task<(List<RequirementLine> Lines, List<CountedLine> Counted)> ProgressAsync(
        this ThroughlineContext context, IQueryable<Requirement> requirements, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = now.LondonDate();
        var rows = await (from requirement in requirements.AsNoTracking()
                          join scheme in context.Schemes on requirement.SchemeId equals scheme.Id
                          join sort in context.Set<ReferenceItem>() on requirement.TypeId equals sort.Id
                          select new
                          {
                              Requirement = requirement,
                              Scheme = scheme.Name,
                              Sort = sort.Name,
                              Officer = requirement.OfficerId ?? context.SupervisionEpisodes.Where(o => o.PersonId == requirement.PersonId && o.SchemeId == requirement.SchemeId
                                      && o.Start <= today && (o.End == null || o.End >= today))
                                  .OrderByDescending(o => o.Type == requirement.Type).ThenByDescending(o => o.Start).ThenBy(o => o.OfficerId).Select(o => (Guid?)o.OfficerId).FirstOrDefault(),
                          }).ToListAsync(cancellation);
        var people = rows.Select(r => r.Requirement.PersonId).Distinct().ToList();
        var places = await (from place in context.SessionPlaces.AsNoTracking()
                            join session in context.GroupSessions on place.SessionId equals session.Id
                            join activity in context.Activities on session.ActivityId equals activity.Id
                            where people.Contains(place.PersonId) && place.MovedToId == null
                            select new { place.Id, place.PersonId, place.SchemeId, place.ActivityId, place.On, session.StartsAt, session.State, activity.Name }).ToListAsync(cancellation);
        var activities = places.Select(p => p.ActivityId).Distinct().ToList();
        var sorts = (await context.ActivityTypes.AsNoTracking().Where(t => activities.Contains(t.ActivityId)).Select(t => new { t.ActivityId, t.Code }).ToListAsync(cancellation)).ToHashSet();
        var facts = await context.AttendanceFacts.AsNoTracking().Where(f => people.Contains(f.PersonId)).Select(f => new { f.PlaceId, f.Mark, f.Version }).ToDictionaryAsync(f => f.PlaceId, cancellation);
        var ids = rows.ConvertAll(r => r.Requirement.Id);
        var kept = await context.KeptDays.Where(k => ids.Contains(k.RequirementId)).ToDictionaryAsync(k => (k.RequirementId, k.PlaceId), cancellation);
        var decided = await (from decision in context.ComplianceDecisions.AsNoTracking()
                             join outcome in context.Set<ReferenceItem>() on decision.OutcomeId equals outcome.Id
                             where ids.Contains(decision.RequirementId)
                             select new { decision.RequirementId, decision.PlaceId, decision.FactVersion, outcome.Name }).ToDictionaryAsync(d => (d.RequirementId, d.PlaceId), cancellation);
        var names = await context.NamesAsync(rows.SelectMany(r => new[] { r.Officer, r.Requirement.DelegateId }), cancellation);
        List<RequirementLine> lines = [];
        List<CountedLine> counted = [];
        foreach (var row in rows)
        {
            var r = row.Requirement;
            var mine = places.Where(p => p.PersonId == r.PersonId && p.SchemeId == r.SchemeId && p.On >= r.From && (r.To is null || p.On <= r.To) && (r.EndedOn is null || p.On <= r.EndedOn)
                && sorts.Contains(new { p.ActivityId, Code = r.Type })).ToList();
            var done = Credit.Count(r.Unit, r.OnlyIfKept, r.Length, mine.Where(p => facts.ContainsKey(p.Id)).Select(p =>
            {
                var there = facts[p.Id].Mark.WasThere();
                // What was decided about a fact that says otherwise now does not hold any more.
                return new CreditedSession(p.On, there, kept.TryGetValue((r.Id, p.Id), out var k) && k.Attended == there ? k.Kept : null, true);
            }));
            lines.Add(new RequirementLine(
                r.Id, r.PersonId, r.SchemeId, row.Scheme, row.Sort, r.Unit, r.TellsOfficer, r.From, r.To, r.EndedOn, r.Length, done,
                mine.Count(p => p.State == SessionState.Planned && p.StartsAt > now),
                r.OfficerId is { } named && names.ContainsKey(named) ? named : null,
                row.Officer is { } officer ? names.GetValueOrDefault(officer) : null, r.DelegateId is { } other ? names.GetValueOrDefault(other) : null, r.Version));
            counted.AddRange(mine.Select(p =>
            {
                var fact = facts.GetValueOrDefault(p.Id);
                var decision = decided.GetValueOrDefault((r.Id, p.Id));
                var waits = r.TellsOfficer && fact is not null && (decision is null || decision.FactVersion < fact.Version);
                return new CountedLine(r.Id, p.Id, p.Name, p.StartsAt, p.StartsAt <= now, p.State, fact?.Mark, waits ? null : decision?.Name, waits);
            }));
        }

        return ([.. lines.OrderBy(l => l.EndedOn is not null).ThenByDescending(l => l.From).ThenBy(l => l.Id)], [.. counted.OrderByDescending(c => c.StartsAt).ThenBy(c => c.PlaceId)]);
    }
}
