using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Somebody's own sessions and days, and what groups ask of the viewer under the hat they wear.</summary>
public sealed class MySessionQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most sessions in each list.</summary>
    public const int MostSessions = 100;

    /// <summary>The viewer's own sessions and days, with every word that is kept about them. Seventeen commands.</summary>
    public async Task<MySessionsPage> MineAsync(CancellationToken cancellation = default)
    {
        var (me, now) = (context.Viewer.PersonId, clock.Now());
        var (lines, _) = await context.ProgressAsync(context.Requirements.Where(r => r.PersonId == me), now, cancellation);
        var toCome = await SessionsAsync(context.SessionPlaces.Where(p => p.PersonId == me), s => s.EndsAt > now, newestFirst: false, withWords: false, cancellation);
        var past = await SessionsAsync(context.SessionPlaces.Where(p => p.PersonId == me), s => s.EndsAt <= now, newestFirst: true, withWords: true, cancellation);
        return new MySessionsPage(lines, toCome, past);
    }

    /// <summary>What groups ask of the viewer, for the home page. Sixteen commands at most.</summary>
    public async Task<DeliveryHome> HomeAsync(CancellationToken cancellation = default)
    {
        var (me, now, today, hat) = (context.Viewer.PersonId, clock.Now(), clock.Today(), context.Viewer.Hat);
        var own = hat is Hat.Mentee or Hat.PeerWorker;
        var next = own ? await SessionsAsync(context.SessionPlaces.Where(p => p.PersonId == me && p.MovedToId == null), s => s.EndsAt > now && s.State == SessionState.Planned, newestFirst: false, withWords: false, cancellation, 1) : [];
        var lines = own ? (await context.ProgressAsync(context.Requirements.Where(r => r.PersonId == me && r.EndedOn == null && (r.To == null || r.To >= today)), now, cancellation)).Lines : [];
        var runs = hat is Hat.PeerWorker or Hat.StaffColleague or Hat.Supervisor;
        var toRun = runs
            ? await context.LinesAsync(context.OwnSessions().Where(s => s.EndsAt > now && s.State == SessionState.Planned).OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(1), now, cancellation) : [];
        var registers = runs || hat == Hat.Coordinator
            ? await context.OwnSessions().CountAsync(s => s.State == SessionState.Planned && s.EndsAt <= now
                && context.SessionPlaces.Any(p => p.SessionId == s.Id && p.MovedToId == null && !context.AttendanceFacts.Any(f => f.PlaceId == p.Id)), cancellation)
            : 0;
        var soon = today.AddDays(DeliveryRules.GapDays);
        var gaps = hat == Hat.Coordinator
            ? await context.OwnSessions().CountAsync(s => s.State == SessionState.Planned && s.StartsAt > now && s.On <= soon && !context.SessionParts.Any(p => p.SessionId == s.Id && p.EndedOn == null), cancellation)
            : 0;
        var waiting = hat == Hat.ResponsibleOfficer ? await context.Waiting().CountAsync(w => w.PersonId != me, cancellation) : 0;
        return new DeliveryHome(next.Count > 0 ? next[0] : null, lines, toRun.Count > 0 ? toRun[0] : null, runs, registers, gaps, waiting);
    }

    // Five commands, two more with words.
    private async Task<List<MySession>> SessionsAsync(
        IQueryable<SessionPlace> places, System.Linq.Expressions.Expression<Func<GroupSession, bool>> which, bool newestFirst, bool withWords, CancellationToken cancellation, int most = MostSessions)
    {
        var me = context.Viewer.PersonId;
        var sessions = context.GroupSessions.Where(which);
        var query = from place in places.AsNoTracking()
                    join session in sessions on place.SessionId equals session.Id
                    join activity in context.Activities on session.ActivityId equals activity.Id
                    join site in context.Set<Site>() on activity.SiteId equals site.Id
                    select new { Place = place, Session = session, Group = activity.Name, Site = site.Name };
        query = newestFirst
            ? query.OrderByDescending(r => r.Session.StartsAt).ThenBy(r => r.Place.Id)
            : query.OrderBy(r => r.Session.StartsAt).ThenBy(r => r.Place.Id);
        var rows = await query.Take(most).Select(r => new
        {
            r.Place.Id,
            r.Place.SessionId,
            r.Group,
            r.Session.StartsAt,
            r.Session.EndsAt,
            Where = r.Session.Place ?? r.Site,
            r.Session.State,
            r.Session.CalledOffReason,
            r.Place.Asked,
            MovedToAt = context.GroupSessions.Where(s => s.Id == r.Place.MovedToId).Select(s => (DateTimeOffset?)s.StartsAt).FirstOrDefault(),
            Move = context.Set<SessionShift>().Where(m => m.SessionId == r.Session.Id).OrderByDescending(m => m.Number).Select(m => new { m.WasStartsAt, m.Asked }).FirstOrDefault(),
        }).ToListAsync(cancellation);
        var (ids, placeIds) = (rows.ConvertAll(r => r.SessionId), rows.ConvertAll(r => r.Id));
        var parts = await context.SessionParts.AsNoTracking().Where(p => ids.Contains(p.SessionId) && p.EndedOn == null).Select(p => new { p.SessionId, p.PersonId }).ToListAsync(cancellation);
        var versions = withWords
            ? await (from fact in context.AttendanceFacts.AsNoTracking()
                     join version in context.Set<FactVersion>() on new { fact.Id, Number = fact.Version } equals new { Id = version.FactId, version.Number }
                     where placeIds.Contains(fact.PlaceId)
                     orderby fact.PlaceId
                     select new { fact.PlaceId, fact.Mark, version.Told, fact.Version }).ToListAsync(cancellation)
            : [];
        var entries = withWords
            ? await (from decision in context.ComplianceDecisions.AsNoTracking()
                     join entry in context.Set<DecisionEntry>() on new { decision.Id, Number = decision.Version } equals new { Id = entry.DecisionId, entry.Number }
                     join outcome in context.Set<ReferenceItem>() on entry.OutcomeId equals outcome.Id
                     where placeIds.Contains(decision.PlaceId)
                     orderby decision.PlaceId, decision.Id
                     select new { decision.PlaceId, decision.FactVersion, Entry = entry, outcome.Name }).ToListAsync(cancellation)
            : [];
        var names = await context.NamesAsync(parts.Select(p => (Guid?)p.PersonId).Concat(entries.Select(e => (Guid?)e.Entry.ById)), cancellation);
        List<SealedText> texts = [.. versions.Select(v => v.Told).Concat(entries.Select(e => e.Entry.Words)).OfType<SealedText>()];
        var opened = texts.Count == 0 ? [] : await vault.OpenAsync(new Opening(me, "your sessions", nameof(AttendanceFact), Guid.Empty, "Looked at their own sessions"), texts, cancellation);
        var at = 0;
        string? Next(SealedText? text) => text is null ? null : opened[at++];
        var facts = versions.ConvertAll(v => (v.PlaceId, v.Mark, v.Version, Told: Next(v.Told))).ToDictionary(v => v.PlaceId);
        // A decision about a fact that has been put right since waits for the officer again.
        var decisions = entries.ConvertAll(e => (e.PlaceId, e.FactVersion, Line: new EntryLine(e.Entry.State, e.Name, Next(e.Entry.Words), names.GetValueOrDefault(e.Entry.ById), e.Entry.At)))
            .Where(e => facts.TryGetValue(e.PlaceId, out var fact) && e.FactVersion >= fact.Version).ToLookup(e => e.PlaceId, e => e.Line);
        return rows.ConvertAll(r => new MySession(
            r.Id, r.Group, r.StartsAt, r.EndsAt, r.Where, r.State, r.CalledOffReason, r.Move?.WasStartsAt, r.Asked ?? r.Move?.Asked, r.MovedToAt,
            [.. parts.Where(p => p.SessionId == r.SessionId && names.ContainsKey(p.PersonId)).Select(p => names[p.PersonId]).Order(StringComparer.OrdinalIgnoreCase)],
            facts.TryGetValue(r.Id, out var known) ? known.Mark : null, facts.TryGetValue(r.Id, out known) ? known.Told : null, [.. decisions[r.Id]]));
    }
}
