using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>
/// Groups and their sessions: for the coordinators of their schemes, and a session for those who run it. Each takes a fixed number of commands.
/// </summary>
public sealed class GroupQueries(ThroughlineContext context, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Most groups in a list.</summary>
    public const int MostGroups = 200;

    /// <summary>Most sessions on the page of a group.</summary>
    public const int MostSessions = 200;

    /// <summary>The groups. Eight commands.</summary>
    public async Task<GroupsPage> ListAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        var schemes = context.Viewer.Hat == Hat.Coordinator
            ? await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation)
            : [];
        return new GroupsPage(schemes, await GroupsAsync(Own(), cancellation));
    }

    /// <summary>A group's page; null for whoever does not coordinate its scheme. Ten commands.</summary>
    public async Task<GroupPage?> GroupAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await Own().AsNoTracking().Where(a => a.Id == id).Select(a => new { a.SchemeId, a.Version }).FirstOrDefaultAsync(cancellation) is not { } found)
        {
            return null;
        }

        var line = (await GroupsAsync(Own().Where(a => a.Id == id), cancellation))[0];
        var sessions = await context.LinesAsync(
            context.GroupSessions.Where(s => s.ActivityId == id).OrderByDescending(s => s.StartsAt).ThenBy(s => s.Id).Take(MostSessions), clock.Now(), cancellation);
        return new GroupPage(line, found.SchemeId, found.Version, sessions);
    }

    /// <summary>A session's page; null for whoever neither coordinates its scheme nor runs it. Twelve commands.</summary>
    public async Task<SessionPage?> SessionAsync(Guid id, CancellationToken cancellation = default)
    {
        var found = await context.OwnSessions().AsNoTracking().Where(s => s.Id == id).Select(s => new { s.SchemeId, s.Version, s.Place, s.CatchUpForId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var (viewer, today, runs) = (context.Viewer.PersonId, clock.Today(), context.Viewer.Runs(found.SchemeId));
        var line = (await context.LinesAsync(context.GroupSessions.Where(s => s.Id == id), clock.Now(), cancellation))[0];
        var moves = await context.Set<SessionShift>().AsNoTracking().Where(m => m.SessionId == id).OrderBy(m => m.Number).Select(m => new MoveLine(m.WasStartsAt, m.Asked)).ToListAsync(cancellation);
        var parts = await context.SessionParts.AsNoTracking().Where(p => p.SessionId == id).ToListAsync(cancellation);
        var names = await context.NamesAsync(parts.SelectMany(p => new Guid?[] { p.PersonId, p.StandsInForId }), cancellation);
        var running = parts.ConvertAll(p => p.PersonId);
        var set = await context.LabelsSetAsync(running, today, cancellation);
        var places = await (from place in context.SessionPlaces.AsNoTracking()
                            where place.SessionId == id
                            select new
                            {
                                place.Id,
                                place.PersonId,
                                place.Asked,
                                MovedToAt = context.GroupSessions.Where(s => s.Id == place.MovedToId).Select(s => (DateTimeOffset?)s.StartsAt).FirstOrDefault(),
                                Mark = context.AttendanceFacts.Where(f => f.PlaceId == place.Id).Select(f => (AttendanceMark?)f.Mark).FirstOrDefault(),
                            }).ToListAsync(cancellation);
        var called = runs ? await context.NamesAsync(places.Select(p => (Guid?)p.PersonId), cancellation) : await context.CalledAsync(places.Select(p => p.PersonId), cancellation);
        var catchUps = await context.GroupSessions.AsNoTracking().Where(s => s.CatchUpForId == id || s.Id == found.CatchUpForId).OrderBy(s => s.StartsAt).ThenBy(s => s.Id)
            .Select(s => new SessionTimes(s.Id, s.StartsAt)).ToListAsync(cancellation);
        return new SessionPage(
            line, found.SchemeId, runs, found.Version, found.Place, moves,
            [.. parts.Where(p => names.ContainsKey(p.PersonId))
                .Select(p => new RunnerLine(
                    p.Id, p.PersonId == viewer, names[p.PersonId], p.TellsOfThePast && set.Contains(p.PersonId) && p.PersonId != viewer ? p.RolePlainTitle : p.RoleTitle,
                    p.StandsInForId is { } other ? names.GetValueOrDefault(other) : null, p.EndedOn))
                .OrderBy(r => r.EndedOn is not null).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.PartId)],
            [.. places.Where(p => called.ContainsKey(p.PersonId)).Select(p => new PlaceLine(p.Id, p.PersonId, called[p.PersonId], p.Mark, p.MovedToAt, p.Asked))
                .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.PlaceId)],
            catchUps.Find(s => s.Id == found.CatchUpForId), [.. catchUps.Where(s => s.Id != found.CatchUpForId)]);
    }

    /// <summary>What a form for a new group offers; null for whoever does not coordinate the scheme. Three commands.</summary>
    public async Task<GroupForm?> FormAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (!context.Viewer.MayRun(schemeId) || await context.Schemes.AsNoTracking().Where(s => s.Id == schemeId).Select(s => s.Name).FirstOrDefaultAsync(cancellation) is not { } name)
        {
            return null;
        }

        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == schemeId && s.To == null).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var sorts = await ClearanceTurn.ReferenceAsync(context, schemeId, ReferenceKind.RequirementTypes, clock.Today(), cancellation);
        return new GroupForm(schemeId, name, sites, [.. sorts.Select(RequirementQueries.Choice)]);
    }

    /// <summary>Who can be asked to run a session, by name; nobody for whoever does not coordinate its scheme. Two commands.</summary>
    public async Task<IReadOnlyList<RunnerChoice>> RunnersAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        if (await context.OwnSessions().Where(s => s.Id == sessionId).Select(s => new { s.SchemeId, s.On }).FirstOrDefaultAsync(cancellation) is not { } session || !context.Viewer.Runs(session.SchemeId))
        {
            return [];
        }

        var cleared = context.ClearedFor(ClearanceScopes.Groups, session.On);
        return await (from holding in context.RunnerChoices(session.SchemeId, clock.Today())
                      join person in context.People on holding.PersonId equals person.Id
                      where !context.SessionParts.Any(p => p.SessionId == sessionId && p.PersonId == person.Id && p.EndedOn == null)
                          && !context.SessionPlaces.Any(p => p.SessionId == sessionId && p.PersonId == person.Id)
                      orderby person.SortName, person.Id, holding.Title, holding.Id
                      select new RunnerChoice(
                          holding.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, holding.Title, cleared.Contains(person.Id)))
            .Take(PeopleQueries.CountCap).ToListAsync(cancellation);
    }

    /// <summary>Who can be put on the list of a session, by name; nobody for whoever does not coordinate its scheme. Two commands.</summary>
    public async Task<IReadOnlyList<Named>> PeopleAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        if (await context.OwnSessions().Where(s => s.Id == sessionId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation) is not { } scheme || !context.Viewer.Runs(scheme))
        {
            return [];
        }

        return await (from person in context.People
                      where context.Receivers(scheme, clock.Today()).Any(h => h.PersonId == person.Id)
                          && !context.SessionPlaces.Any(p => p.SessionId == sessionId && p.PersonId == person.Id)
                          && !context.SessionParts.Any(p => p.SessionId == sessionId && p.PersonId == person.Id && p.EndedOn == null)
                      orderby person.SortName, person.Id
                      select new Named(person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName))
            .Take(PeopleQueries.CountCap).ToListAsync(cancellation);
    }

    /// <summary>The place of one person at a session, for its coordinator, with the sessions they can come to in its place; null where there is none. Six commands.</summary>
    public async Task<(PlaceLine Place, SessionLine Session, IReadOnlyList<SessionTimes> Others)?> PlaceAsync(Guid placeId, CancellationToken cancellation = default)
    {
        var place = await context.SessionPlaces.AsNoTracking().FirstOrDefaultAsync(p => p.Id == placeId, cancellation);
        if (place is null || !context.Viewer.Runs(place.SchemeId) || await context.NameAsync(place.PersonId, cancellation) is not { } name)
        {
            return null;
        }

        var session = (await context.LinesAsync(context.GroupSessions.Where(s => s.Id == place.SessionId), clock.Now(), cancellation))[0];
        var since = clock.Now().AddDays(-28);
        var others = await context.GroupSessions.AsNoTracking().Where(s => s.ActivityId == place.ActivityId && s.Id != place.SessionId && s.State == SessionState.Planned && s.StartsAt > since)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Take(MostSessions).Select(s => new SessionTimes(s.Id, s.StartsAt)).ToListAsync(cancellation);
        if (place.PersonId != context.Viewer.PersonId)
        {
            await traces.RecordAsync(new Opening(place.PersonId, "your place in a group", nameof(SessionPlace), placeId, "Looked at the place"), cancellation);
        }

        return (new PlaceLine(placeId, place.PersonId, name, null, null, place.Asked), session, others);
    }

    private IQueryable<Activity> Own()
    {
        var mine = context.Viewer.SchemeIds;
        var (everything, coordinates) = (context.Viewer.Hat == Hat.System, context.Viewer.Hat == Hat.Coordinator);
        return context.Activities.Where(a => everything || (coordinates && mine.Contains(a.SchemeId)));
    }

    // Six commands.
    private async Task<List<GroupLine>> GroupsAsync(IQueryable<Activity> activities, CancellationToken cancellation)
    {
        var now = clock.Now();
        var soon = clock.Today().AddDays(DeliveryRules.GapDays);
        var rows = await (from activity in activities.AsNoTracking()
                          join scheme in context.Schemes on activity.SchemeId equals scheme.Id
                          join site in context.Set<Site>() on activity.SiteId equals site.Id
                          orderby activity.EndedOn != null, activity.Name, activity.Id
                          select new
                          {
                              Activity = activity,
                              Scheme = scheme.Name,
                              Site = site.Name,
                              NextAt = context.GroupSessions.Where(s => s.ActivityId == activity.Id && s.State == SessionState.Planned && s.EndsAt > now).Min(s => (DateTimeOffset?)s.StartsAt),
                              Gaps = context.GroupSessions.Count(s => s.ActivityId == activity.Id && s.State == SessionState.Planned && s.StartsAt > now && s.On <= soon
                                  && !context.SessionParts.Any(p => p.SessionId == s.Id && p.EndedOn == null)),
                              Open = context.GroupSessions.Count(s => s.ActivityId == activity.Id && s.State == SessionState.Planned && s.StartsAt <= now
                                  && context.SessionPlaces.Any(p => p.SessionId == s.Id && p.MovedToId == null && !context.AttendanceFacts.Any(f => f.PlaceId == p.Id))),
                          }).Take(MostGroups).ToListAsync(cancellation);
        var ids = rows.ConvertAll(r => r.Activity.Id);
        var types = await context.ActivityTypes.AsNoTracking().Where(t => ids.Contains(t.ActivityId)).ToListAsync(cancellation);
        var names = await context.ItemNamesAsync(ReferenceKind.RequirementTypes, rows.Select(r => r.Activity.SchemeId), cancellation);
        return rows.ConvertAll(r => new GroupLine(
            r.Activity.Id, r.Activity.Name, r.Scheme, r.Site,
            [.. types.Where(t => t.ActivityId == r.Activity.Id).Select(t => names.GetValueOrDefault((r.Activity.SchemeId, t.Code), t.Code)).Order(StringComparer.Ordinal)],
            r.NextAt, r.Gaps, r.Open, r.Activity.EndedOn, r.Activity.ForMentors));
    }
}
