using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;

namespace Throughline.Delivery.Programmes;

/// <summary>Programmes for the sessions of groups, for those who run the scheme, approve them, or do peer work in it.</summary>
public sealed class SessionProgrammeQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most programmes in a list, and most sessions on a programme's page.</summary>
    public const int Most = 200;

    /// <summary>The programmes. Two commands.</summary>
    public async Task<ProgrammesPage> ListAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        var schemes = context.Viewer.Hat == Hat.Coordinator
            ? await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation)
            : [];
        var lines = await (from version in context.OwnVersions().AsNoTracking()
                           join programme in context.SessionProgrammes on version.ProgrammeId equals programme.Id
                           join scheme in context.Schemes on version.SchemeId equals scheme.Id
                           where version.Number == context.SessionProgrammeVersions.Where(v => v.ProgrammeId == programme.Id).Max(v => v.Number)
                           orderby version.State, programme.Title, programme.Id
                           select new ProgrammeLine(
                               programme.Id, programme.Title, programme.Aim, scheme.Name, version.Id, version.Number, version.State,
                               context.Set<ProgrammeSession>().Count(s => s.VersionId == version.Id))).Take(Most).ToListAsync(cancellation);
        return new ProgrammesPage(schemes, lines);
    }

    /// <summary>A programme's page; null where the viewer does not read it. Nine commands at most.</summary>
    public async Task<ProgrammePage?> ProgrammeAsync(Guid id, CancellationToken cancellation = default)
    {
        var versions = await context.OwnVersions().AsNoTracking().Include(v => v.Sessions.OrderBy(s => s.Number)).Include(v => v.Steps.OrderBy(s => s.Number)).AsSplitQuery()
            .Where(v => v.ProgrammeId == id).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        if (versions.Count == 0)
        {
            return null;
        }

        var head = await (from programme in context.SessionProgrammes.AsNoTracking()
                          join scheme in context.Schemes on programme.SchemeId equals scheme.Id
                          where programme.Id == id
                          select new { programme.Title, programme.Aim, Scheme = scheme.Name }).SingleAsync(cancellation);
        var ids = versions.ConvertAll(v => v.Id);
        var authors = await AuthorsAsync(ids, cancellation);
        var by = await context.NamesAsync(versions.SelectMany(v => v.Steps).Select(s => (Guid?)s.ById), cancellation);
        var deliveries = (await DeliveriesAsync(ids, cancellation)).ToLookup(d => d.VersionId);
        return new ProgrammePage(
            id, head.Title, head.Aim, head.Scheme,
            [
                .. versions.Select(v => new VersionOnLine(
                    v.Id, v.Number, v.State, v.Changes, Differences(versions.Find(b => b.Number == v.Number - 1), v), Steps(v, by), [.. authors[v.Id]],
                    [
                        .. deliveries[v.Id].Select(d => new DeliveryLine(
                            d.SessionId, d.Group, d.StartsAt, v.Sessions.FirstOrDefault(s => s.Number == d.Number)?.Title ?? "", d.StartsAt <= clock.Now(), d.Names + d.Stories)),
                    ])),
            ]);
    }

    /// <summary>A version's page; null where the viewer does not read it. Nine commands, and a trace for each peer whose view and each owner whose words are read.</summary>
    public async Task<VersionPage?> VersionAsync(Guid id, CancellationToken cancellation = default)
    {
        var version = await context.OwnVersions().AsNoTracking().Include(v => v.Sessions.OrderBy(s => s.Number)).Include(v => v.Steps.OrderBy(s => s.Number)).AsSplitQuery()
            .FirstOrDefaultAsync(v => v.Id == id, cancellation);
        if (version is null)
        {
            return null;
        }

        var (viewer, runs) = (context.Viewer, context.Viewer.Runs(version.SchemeId));
        var title = await context.SessionProgrammes.AsNoTracking().Where(p => p.Id == version.ProgrammeId).Select(p => p.Title).SingleAsync(cancellation);
        var authors = await AuthorsAsync([id], cancellation);
        var live = context.LiveConsents(version.SchemeId);
        var stories = runs
            ? await (from used in context.ProgrammeStories.AsNoTracking()
                     where used.VersionId == id && used.TakenOutAt == null
                     orderby used.SessionNumber, used.Id
                     select new
                     {
                         used.Id,
                         used.SessionNumber,
                         used.PersonId,
                         Consent = live.Where(c => c.StoryId == used.StoryId && c.VersionNumber == used.StoryVersion).OrderByDescending(c => c.Id).Select(c => new { c.Id, c.Audience }).FirstOrDefault(),
                     }).ToListAsync(cancellation)
            : [];
        var named = await AudiencesAsync(
            stories.Where(s => s.Consent is not null).Select(s => (s.Consent!.Id, s.PersonId, (SealedText?)s.Consent!.Audience)), "The programme's page", cancellation);
        var views = await context.ProgrammeViews.AsNoTracking().Where(v => v.VersionId == id).OrderBy(v => v.At).ThenBy(v => v.Id).ToListAsync(cancellation);
        var names = await context.NamesAsync(
            [.. version.Steps.Select(s => (Guid?)s.ById), .. stories.Select(s => (Guid?)s.PersonId), .. views.Select(v => (Guid?)v.PersonId)], cancellation);
        List<ViewLine> said = [];
        foreach (var mine in views.Where(v => names.ContainsKey(v.PersonId)).GroupBy(v => v.PersonId))
        {
            var words = await vault.OpenAsync(new Opening(mine.Key, "your view of a programme", nameof(ProgrammeView), id, "The programme's page"), [.. mine.Select(v => v.Words)], cancellation);
            said.AddRange(mine.Select((v, at) => new ViewLine(names[mine.Key], words[at], v.At, v.Round < version.Round)));
        }

        return new VersionPage(
            id, version.ProgrammeId, version.SchemeId, title, version.Number, version.State, version.Version, runs, viewer.Hat is Hat.Coordinator or Hat.HeadOfService,
            viewer.Hat == Hat.PeerWorker && version.State == ProgrammeState.PeerReview && !await context.IsAuthorAsync(id, viewer.PersonId, cancellation),
            [.. version.Sessions.Select(Planned)], [.. authors[id]],
            [.. stories.Select(s => new PassageLine(s.Id, s.SessionNumber, names.GetValueOrDefault(s.PersonId), s.Consent is { } yes ? named.GetValueOrDefault(yes.Id) : null, s.Consent is not null))],
            [.. said.OrderBy(v => v.Earlier).ThenBy(v => v.At)], Steps(version, names));
    }

    /// <summary>Who can be named as an author, by name; nobody for whoever does not coordinate the scheme. Two commands.</summary>
    public async Task<IReadOnlyList<Named>> AuthorChoicesAsync(Guid versionId, CancellationToken cancellation = default)
    {
        if (await SchemeOfAsync(versionId, cancellation) is not { } scheme)
        {
            return [];
        }

        return await (from holding in context.RunnerChoices(scheme, clock.Today())
                      join person in context.People on holding.PersonId equals person.Id
                      orderby person.PreferredName, person.FamilyName, holding.Id
                      select new Named(holding.Id, (person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName) + ", " + holding.Title))
            .Take(PeopleQueries.CountCap).ToListAsync(cancellation);
    }

    /// <summary>The stories that may be used in sessions of a version's scheme now; none for whoever does not coordinate it. Three commands, and a trace for each owner.</summary>
    public async Task<IReadOnlyList<StoryChoice>> StoryChoicesAsync(Guid versionId, CancellationToken cancellation = default)
    {
        if (await SchemeOfAsync(versionId, cancellation) is not { } scheme)
        {
            return [];
        }

        var consents = await context.LiveConsents(scheme).AsNoTracking().Where(c => context.Stories.Any(s => s.Id == c.StoryId && s.AuthorId == s.PersonId)).OrderBy(c => c.Id).Take(Most).ToListAsync(cancellation);
        var names = await context.NamesAsync(consents.Select(c => (Guid?)c.PersonId), cancellation);
        var shown = consents.Where(c => names.ContainsKey(c.PersonId)).ToList();
        var named = await AudiencesAsync(shown.Select(c => (c.Id, c.PersonId, c.Audience)), "To choose a story for a session", cancellation);
        return [.. shown.Select(c => new StoryChoice(c.Id, names[c.PersonId], named.GetValueOrDefault(c.Id), c.ExpiresAt!.Value, c.StoryId))];
    }

    /// <summary>What a group runs and could run; null for whoever does not coordinate its scheme. Four commands.</summary>
    public async Task<GroupProgramme?> GroupAsync(Guid activityId, CancellationToken cancellation = default)
    {
        var found = await context.Activities.AsNoTracking().Where(a => a.Id == activityId).Select(a => new { a.Name, a.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (found is null || !context.Viewer.Runs(found.SchemeId))
        {
            return null;
        }

        var now = clock.Now();
        var toCome = await context.GroupSessions.AsNoTracking().Where(s => s.ActivityId == activityId && s.State == SessionState.Planned && s.StartsAt > now && s.CatchUpForId == null)
            .OrderBy(s => s.StartsAt).ThenBy(s => s.Id).Select(s => s.ProgrammeVersionId).ToListAsync(cancellation);
        var next = toCome.Count > 0 ? toCome[0] : null;
        var versions = await (from version in context.SessionProgrammeVersions.AsNoTracking()
                              join programme in context.SessionProgrammes on version.ProgrammeId equals programme.Id
                              where version.SchemeId == found.SchemeId && (version.Id == next || version.State == ProgrammeState.Approved || version.State == ProgrammeState.Delivering)
                              orderby programme.Title, version.Number descending
                              select new { version.Id, version.State, programme.Title, version.Number, Sessions = context.Set<ProgrammeSession>().Count(s => s.VersionId == version.Id) }).ToListAsync(cancellation);
        return new GroupProgramme(
            activityId, found.Name, versions.Find(v => v.Id == next) is { } current ? $"{current.Title}, version {current.Number}" : null, toCome.Count,
            [.. versions.Where(v => v.State.MayBeDelivered()).Select(v => new VersionChoice(v.Id, $"{v.Title}, version {v.Number}", v.Sessions))]);
    }

    /// <summary>
    /// What whoever runs a session needs, made at this instant: no passage is in it whose owner has not said yes, for sessions, for this group, or has taken it
    /// back. Null for whoever neither coordinates the scheme nor runs the session. Eight commands, and two traces for each owner at most.
    /// </summary>
    public async Task<SessionPack?> PackAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        var session = await (from one in context.OwnSessions().AsNoTracking()
                             join activity in context.Activities on one.ActivityId equals activity.Id
                             where one.Id == sessionId
                             select new { one.SchemeId, one.StartsAt, one.ProgrammeVersionId, one.ProgrammeSessionNumber, activity.Name }).FirstOrDefaultAsync(cancellation);
        if (session is null)
        {
            return null;
        }

        var (now, runs) = (clock.Now(), context.Viewer.Runs(session.SchemeId));
        var planned = await context.Set<ProgrammeSession>().AsNoTracking().FirstOrDefaultAsync(s => s.VersionId == session.ProgrammeVersionId && s.Number == session.ProgrammeSessionNumber, cancellation);
        if (planned is null)
        {
            return new SessionPack(sessionId, session.Name, session.StartsAt, session.StartsAt <= now, null, null, null, [], runs, []);
        }

        var head = await (from version in context.SessionProgrammeVersions.AsNoTracking()
                          join programme in context.SessionProgrammes on version.ProgrammeId equals programme.Id
                          where version.Id == planned.VersionId
                          select new { programme.Title, version.Number }).SingleAsync(cancellation);
        var authors = await AuthorsAsync([planned.VersionId], cancellation);
        return new SessionPack(
            sessionId, session.Name, session.StartsAt, session.StartsAt <= now, head.Title, head.Number, Planned(planned), [.. authors[planned.VersionId]], runs,
            runs ? await PassagesAsync(session.SchemeId, session.Name, planned, cancellation) : []);
    }

    private static PlannedLine Planned(ProgrammeSession s) => new(s.Number, s.Title, s.Minutes, s.Aim, s.Plan);

    private static List<StepLine> Steps(SessionProgrammeVersion version, Dictionary<Guid, string> names) =>
        [.. version.Steps.Select(s => new StepLine(s.State, s.At, names.GetValueOrDefault(s.ById), s.Words))];

    private static List<string> Differences(SessionProgrammeVersion? before, SessionProgrammeVersion now)
    {
        if (before is null)
        {
            return [];
        }

        var was = before.Sessions.ToDictionary(s => s.Number);
        List<string> said = [];
        foreach (var session in now.Sessions)
        {
            if (!was.TryGetValue(session.Number, out var old))
            {
                said.Add($"Session {session.Number}, {session.Title}, is new");
                continue;
            }

            var parts = new[]
            {
                old.Title == session.Title ? null : $"was called {old.Title}",
                old.Minutes == session.Minutes ? null : $"took {old.Minutes} minutes, now {session.Minutes}",
                old.Aim == session.Aim ? null : "has another aim",
                old.Plan == session.Plan ? null : "has another plan",
            }.OfType<string>().ToList();
            if (parts.Count > 0)
            {
                said.Add($"Session {session.Number}, {session.Title}: {string.Join("; ", parts)}");
            }
        }

        said.AddRange(was.Values.Where(old => old.Number > now.Sessions.Count).OrderBy(old => old.Number).Select(old => $"There is no session {old.Number} any more; it was called {old.Title}"));

        return said;
    }

    private async Task<Guid?> SchemeOfAsync(Guid versionId, CancellationToken cancellation) =>
        await context.OwnVersions().AsNoTracking().Where(v => v.Id == versionId).Select(v => (Guid?)v.SchemeId).FirstOrDefaultAsync(cancellation) is { } scheme && context.Viewer.Runs(scheme) ? scheme : null;

    private async Task<ILookup<Guid, AuthorLine>> AuthorsAsync(List<Guid> versions, CancellationToken cancellation)
    {
        var rows = await context.Authorships.AsNoTracking().Where(a => versions.Contains(a.VersionId) && a.TakenOutAt == null).OrderBy(a => a.Id).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.Select(a => (Guid?)a.PersonId), cancellation);
        return rows.Where(a => names.ContainsKey(a.PersonId)).ToLookup(a => a.VersionId, a => new AuthorLine(a.Id, names[a.PersonId], a.RoleTitle, a.Wrote));
    }

    private async Task<IReadOnlyList<PackPassage>> PassagesAsync(Guid schemeId, string group, ProgrammeSession planned, CancellationToken cancellation)
    {
        var rows = await (from used in context.ProgrammeStories.AsNoTracking()
                          join consent in context.LiveConsents(schemeId) on new { used.StoryId, Number = used.StoryVersion } equals new { consent.StoryId, Number = consent.VersionNumber }
                          join story in context.StoryVersions on new { used.StoryId, Number = used.StoryVersion } equals new { story.StoryId, story.Number }
                          where used.VersionId == planned.VersionId && used.SessionNumber == planned.Number && used.TakenOutAt == null && story.AuthorId == story.PersonId
                          orderby used.Id, consent.Id
                          select new { used.Id, used.PersonId, used.Start, used.End, ConsentId = consent.Id, consent.Audience, consent.Channel, StoryVersionId = story.Id, story.Text }).ToListAsync(cancellation);
        var why = $"The pack of a session of {group}";
        var named = await AudiencesAsync(rows.Select(r => (r.ConsentId, r.PersonId, (SealedText?)r.Audience)), why, cancellation);
        List<(Guid Id, PackPassage Passage)> passages = [];
        foreach (var owner in rows.Where(r => ProgrammeRules.Names(named.GetValueOrDefault(r.ConsentId), group)).DistinctBy(r => r.Id).GroupBy(r => r.PersonId))
        {
            var mine = owner.ToList();
            var texts = await vault.OpenAsync(new Opening(owner.Key, "a passage of your story", nameof(StoryVersion), mine[0].StoryVersionId, why), [.. mine.Select(m => m.Text)], cancellation);
            passages.AddRange(mine.Select((m, at) => (m, Text: texts[at])).Where(p => p.Text is not null && p.m.End <= p.Text.Length)
                .Select(p => (p.m.Id, new PackPassage(p.Text![p.m.Start..p.m.End], p.m.Channel))));
        }

        return [.. passages.OrderBy(p => p.Id).Select(p => p.Passage)];
    }

    // Whom owners named is in their own words: opened like their stories, with one trace for each owner. By the consent.
    private async Task<Dictionary<Guid, string?>> AudiencesAsync(IEnumerable<(Guid ConsentId, Guid PersonId, SealedText? Audience)> consents, string why, CancellationToken cancellation)
    {
        Dictionary<Guid, string?> named = [];
        foreach (var owner in consents.Where(c => c.Audience is not null).DistinctBy(c => c.ConsentId).GroupBy(c => c.PersonId))
        {
            var mine = owner.ToList();
            var words = await vault.OpenAsync(new Opening(owner.Key, "whom you named when you shared a story", nameof(StoryConsent), Guid.Empty, why), [.. mine.Select(c => c.Audience!)], cancellation);
            for (var at = 0; at < mine.Count; at++)
            {
                named[mine[at].ConsentId] = words[at];
            }
        }

        return named;
    }

    // What was in a session that has been, and is no longer to be used: names taken out since, and passages taken out or whose last yes has ended since.
    private async Task<List<Delivered>> DeliveriesAsync(List<Guid> versions, CancellationToken cancellation)
    {
        var runs = context.Viewer.Hat is Hat.Coordinator or Hat.System;
        var now = clock.Now();
        var consents = context.StoryConsents.IgnoreQueryFilters(DeliveryRules.Reach);
        return await (from session in context.GroupSessions.AsNoTracking()
                      join activity in context.Activities on session.ActivityId equals activity.Id
                      where runs && session.ProgrammeVersionId != null && versions.Contains(session.ProgrammeVersionId!.Value) && session.State == SessionState.Planned
                      orderby session.StartsAt descending, session.Id
                      select new Delivered(
                          session.ProgrammeVersionId!.Value, session.Id, activity.Name, session.StartsAt, session.ProgrammeSessionNumber!.Value,
                          session.StartsAt > now ? 0 : context.Authorships.Count(a => a.VersionId == session.ProgrammeVersionId && a.TakenOutAt > session.StartsAt),
                          session.StartsAt > now ? 0 : context.ProgrammeStories.Count(s => s.VersionId == session.ProgrammeVersionId && s.SessionNumber == session.ProgrammeSessionNumber
                              && s.AddedAt <= session.StartsAt && (s.TakenOutAt == null || s.TakenOutAt > session.StartsAt)
                              && consents.Any(c => c.StoryId == s.StoryId && c.Purpose == ProgrammeRules.Purpose && c.GivenAt <= session.StartsAt && (c.EndedAt == null || c.EndedAt > session.StartsAt))
                              && (s.TakenOutAt != null || !consents.Any(c => c.StoryId == s.StoryId && c.Purpose == ProgrammeRules.Purpose && c.State == ConsentState.Given && c.ExpiresAt > now)))))
            .Take(Most).ToListAsync(cancellation);
    }

    private sealed record Delivered(Guid VersionId, Guid SessionId, string Group, DateTimeOffset StartsAt, int Number, int Names, int Stories);
}
