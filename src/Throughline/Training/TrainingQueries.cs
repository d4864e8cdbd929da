using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>
/// Courses, registers and what each person has done, as far as the viewer may see: their own; the register of a cohort they run; as a supervisor those
/// they supervise; as a coordinator those of their schemes. Each takes a fixed number of commands.
/// </summary>
public sealed class TrainingQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Most cohorts in a list.</summary>
    public const int MostCohorts = 200;

    /// <summary>How long before its first day a cohort that cannot open is spoken of, in days: time enough to ask somebody.</summary>
    public const int OpeningDays = 28;

    private bool Everything => context.Viewer.Hat == Hat.System;

    private bool Coordinates => context.Viewer.Hat is Hat.Coordinator or Hat.System;

    /// <summary>The training page. Ten commands.</summary>
    public async Task<TrainingIndex> IndexAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        var schemes = Coordinates
            ? await context.Schemes.AsNoTracking().Where(s => Everything || mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation)
            : [];
        var cohorts = await LinesAsync(Mine(), cancellation);
        var supervisees = context.Viewer.Hat == Hat.Supervisor
            ? await EnrolmentsAsync(context.Enrolments.Where(e => e.State <= EnrolmentState.Deferred && e.PersonId != context.Viewer.PersonId
                && context.Belongings.Any(b => b.PersonId == e.PersonId && b.SupervisorId == context.Viewer.PersonId && b.To == null)), cancellation)
            : [];
        return new TrainingIndex(
            schemes,
            [.. cohorts.OrderBy(c => c.State switch { CohortState.Open => 0, CohortState.Planned => 1, _ => 2 })
                .ThenBy(c => c.State is CohortState.Open or CohortState.Planned ? c.StartsOn.DayNumber : -c.StartsOn.DayNumber).ThenBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Id)],
            supervisees,
            Coordinates ? await WaitingAsync(cancellation) : []);
    }

    /// <summary>What waits for a coordinator. Eleven commands.</summary>
    public async Task<TrainingWaits> WaitsAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var planned = await Mine().Where(c => c.State == CohortState.Planned).Select(c => new { c.Id, c.StartsOn }).ToListAsync(cancellation);
        var ids = planned.ConvertAll(c => c.Id);
        var peers = (await context.CohortsWithPeer(today).Where(id => ids.Contains(id)).ToListAsync(cancellation)).ToHashSet();
        var registers = await OpenRegisters(Mine()).CountAsync(cancellation);
        var attending = await EnrolmentsAsync(context.Enrolments.Where(e => e.State == EnrolmentState.Attending && Mine().Any(c => c.Id == e.CohortId)), cancellation);
        return new TrainingWaits(
            planned.Count(c => !peers.Contains(c.Id) && c.StartsOn <= today.AddDays(OpeningDays)),
            planned.Count(c => peers.Contains(c.Id) && c.StartsOn <= today),
            registers,
            attending.Count(e => e.CanFinish),
            (await WaitingAsync(cancellation)).Count);
    }

    /// <summary>The viewer's own training, and the cohorts they help to run, for the home page. Fifteen commands at most.</summary>
    public async Task<MyTrainingHome> MyHomeAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var open = await context.Enrolments.Where(e => e.PersonId == viewer && e.State <= EnrolmentState.Deferred).OrderByDescending(e => e.Id).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellation);
        var course = open is { } id ? await ReadCourseAsync(id, null, cancellation) : null;
        var helps = context.Facilitates
            ? await LinesAsync(Mine(coordinated: false).Where(c => c.State == CohortState.Planned || c.State == CohortState.Open), cancellation) : [];
        return new MyTrainingHome(
            course is null ? null : new EnrolmentLine(course.Id, course.PersonId, course.Name, course.Progress.Outline.Title, course.Cohort, course.State, course.Progress),
            course?.ToCome.FirstOrDefault(),
            course is null ? [] : [.. course.ToCatchUp.Take(3).Select(s => s.Title)],
            helps);
    }

    /// <summary>A cohort's page; null for whoever neither coordinates its scheme nor runs it. Twelve commands.</summary>
    public async Task<CohortPage?> CohortAsync(Guid id, CancellationToken cancellation = default)
    {
        var found = await (from c in Mine().AsNoTracking()
                           join scheme in context.Schemes on c.SchemeId equals scheme.Id
                           join site in context.Set<Site>() on c.SiteId equals site.Id
                           join programme in context.Programmes on c.ProgrammeId equals programme.Id
                           where c.Id == id
                           select new { Cohort = c, Scheme = scheme.Name, Site = site.Name, programme.Key, programme.VersionNumber }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var (cohort, today) = (found.Cohort, clock.Today());
        var mayRun = context.Viewer.Runs(cohort.SchemeId);
        var sessions = await context.TrainingSessions.AsNoTracking().Where(s => s.CohortId == id).OrderBy(s => s.On).ThenBy(s => s.Number).ThenBy(s => s.Id).ToListAsync(cancellation);
        var facilitators = await FacilitatorsAsync(id, cancellation);
        var people = await EnrolmentsAsync(context.Enrolments.Where(e => context.EnrolmentPlaces.Any(p => p.EnrolmentId == e.Id && p.CohortId == id)), cancellation);
        var places = await context.EnrolmentPlaces.AsNoTracking().Where(p => p.CohortId == id).Select(p => new { p.EnrolmentId, p.From, p.To }).ToListAsync(cancellation);
        var marks = (await (from attendance in context.Attendances
                            join session in context.TrainingSessions on attendance.SessionId equals session.Id
                            where session.CohortId == id
                            select new { attendance.SessionId, attendance.EnrolmentId }).ToListAsync(cancellation)).ToHashSet();
        var leads = await context.SessionLeads.AsNoTracking().Where(l => l.CohortId == id).ToListAsync(cancellation);
        var names = await context.NamesAsync(leads.Select(l => (Guid?)l.PersonId).Append(cohort.WithoutPeerById), cancellation);
        var shown = await context.LabelsSetAsync(leads.Select(l => l.PersonId), today, cancellation);
        var needsPeer = mayRun && cohort.State is CohortState.Planned or CohortState.Open && cohort.WithoutPeerReason is null
            && !await context.CohortsWithPeer(today).ContainsAsync(id, cancellation);
        var open = people.Where(p => p.State.IsOpen()).Select(p => p.Id).ToHashSet();
        return new CohortPage(
            id, cohort.SchemeId, found.Scheme, cohort.Name, found.Site, found.Key, cohort.ProgrammeVersion, found.VersionNumber, cohort.Outline, cohort.State, cohort.Places,
            cohort.StartsOn, cohort.WithoutPeerReason, cohort.WithoutPeerById is { } by ? names.GetValueOrDefault(by) : null,
            needsPeer, mayRun, cohort.Version,
            [.. sessions.Select(s =>
            {
                var expected = places.Where(p => open.Contains(p.EnrolmentId) && p.From <= s.On && (p.To is null || p.To >= s.On)).Select(p => p.EnrolmentId).Distinct().ToList();
                return new SessionLine(
                    s.Id, s.Number, s.Title, s.Topics, s.On, s.From, s.To, s.On <= today, expected.Count,
                    expected.Count(e => marks.Contains(new { SessionId = s.Id, EnrolmentId = e })),
                    [.. leads.Where(l => l.SessionId == s.Id && names.ContainsKey(l.PersonId)).Select(l => $"{names[l.PersonId]}, {Title(l.PersonId, l.RoleTitle, l.RolePlainTitle, l.TellsOfThePast, shown)}").Order(StringComparer.Ordinal)]);
            })],
            facilitators,
            [.. people.OrderByDescending(p => p.State.IsOpen()).ThenBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id)]);
    }

    /// <summary>The register of a session; null for whoever may not keep it. Seven commands.</summary>
    public async Task<RegisterPage?> RegisterAsync(Guid sessionId, CancellationToken cancellation = default)
    {
        var found = await (from session in context.TrainingSessions.AsNoTracking()
                           join cohort in Mine() on session.CohortId equals cohort.Id
                           where session.Id == sessionId
                           select new { Session = session, cohort.Id, cohort.Name, cohort.Version, cohort.State, cohort.SchemeId }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var s = found.Session;
        var lines = await context.RegisterOf(s, found.Id).AsNoTracking().Select(e => new
        {
            e.Id,
            e.PersonId,
            From = context.EnrolmentPlaces.Where(p => p.EnrolmentId == e.Id && p.CohortId == found.Id).Min(p => (DateOnly?)p.From),
        }).ToListAsync(cancellation);
        var kept = await context.Attendances.AsNoTracking().Where(a => a.SessionId == sessionId)
            .Select(a => new { a.EnrolmentId, a.Came, a.WhoSaid, HasWords = a.Words != null }).ToDictionaryAsync(a => a.EnrolmentId, cancellation);
        var running = await context.Facilitations.AsNoTracking().Where(f => f.CohortId == found.Id && f.From <= s.On && (f.To == null || f.To >= s.On)).Select(f => f.PersonId).ToListAsync(cancellation);
        var led = await context.SessionLeads.AsNoTracking().Where(l => l.SessionId == sessionId).Select(l => l.PersonId).ToListAsync(cancellation);
        if (running.Count == 0)
        {
            running = await context.Facilitations.AsNoTracking().Where(f => f.CohortId == found.Id && f.To == null).Select(f => f.PersonId).ToListAsync(cancellation);
        }

        var names = await context.NamesAsync(lines.Select(l => (Guid?)l.PersonId).Concat(running.Concat(led).Select(id => (Guid?)id)), cancellation);
        return new RegisterPage(
            sessionId, found.Id, found.Name, found.Version, found.State, context.Viewer.Runs(found.SchemeId), s.Number, s.Title, s.Topics, s.On, s.From, s.To, s.On <= clock.Today(),
            [.. lines.Where(l => names.ContainsKey(l.PersonId)).Select(l => kept.TryGetValue(l.Id, out var mark)
                    ? new RegisterLine(l.Id, names[l.PersonId], mark.Came, mark.WhoSaid, mark.HasWords, l.From > s.On)
                    : new RegisterLine(l.Id, names[l.PersonId], null, WhoSaid.Nobody, false, l.From > s.On))
                .OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.EnrolmentId)],
            [.. running.Concat(led).Distinct().Where(names.ContainsKey).Select(id => new LeadChoice(id, names[id], led.Contains(id))).OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.PersonId)]);
    }

    /// <summary>
    /// The page of somebody's course; null where the viewer may not know of it. The trace is written before anything is returned, except for one's own
    /// page without notes. Fourteen commands.
    /// </summary>
    public Task<CoursePage?> CourseAsync(Guid enrolmentId, CancellationToken cancellation = default) => ReadCourseAsync(enrolmentId, "Looked at the course", cancellation);

    /// <summary>All the training of one person; null where the viewer may not know of them. Leaves a trace unless it is the viewer's own. Fourteen commands.</summary>
    public async Task<PersonTraining?> PersonAsync(Guid personId, CancellationToken cancellation = default)
    {
        var person = await context.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancellation);
        if (person is null)
        {
            return null;
        }

        var (own, today) = (context.Viewer.PersonId == personId, clock.Today());
        var courses = await EnrolmentsAsync(context.Enrolments.Where(e => e.PersonId == personId), cancellation);
        var certificates = await context.Certificates.AsNoTracking().Where(c => c.PersonId == personId).OrderByDescending(c => c.CompletedOn).ThenBy(c => c.Id)
            .Select(c => new CertificateLine(c.Id, c.Number, c.CourseName, c.CompletedOn, c.RevokedAt != null)).ToListAsync(cancellation);
        var elsewhere = await context.TrainingElsewhere.AsNoTracking().Where(t => t.PersonId == personId).OrderByDescending(t => t.FinishedOn).ThenBy(t => t.Id).ToListAsync(cancellation);
        var titles = await TitlesAsync(elsewhere.Select(t => (t.SchemeId, t.ProgrammeKey)), cancellation);
        var ran = await (from facilitation in context.Facilitations.AsNoTracking()
                         join cohort in context.Cohorts on facilitation.CohortId equals cohort.Id
                         where facilitation.PersonId == personId
                         orderby facilitation.From descending, facilitation.Id
                         select new
                         {
                             Facilitation = facilitation,
                             cohort.Id,
                             cohort.Name,
                             cohort.State,
                             Led = context.SessionLeads.Count(l => l.CohortId == cohort.Id && l.PersonId == personId),
                         }).ToListAsync(cancellation);
        var names = await context.NamesAsync(elsewhere.Select(t => (Guid?)t.RecordedById), cancellation);
        var covered = await context.LabelsSetAsync([personId], today, cancellation);
        var texts = await OpenAsync(
            new Opening(personId, "your training", nameof(Enrolment), Guid.Empty, "Looked at the training"), own, [.. elsewhere.Select(t => t.Words)], cancellation);
        return new PersonTraining(
            personId, person.FullName, own, own && person.LabelHasSet(today),
            [.. courses.OrderByDescending(c => c.State.IsOpen()).ThenByDescending(c => c.Id)],
            [.. elsewhere.Select((t, at) => new ElsewhereLine(titles.GetValueOrDefault((t.SchemeId, t.ProgrammeKey)) ?? t.ProgrammeKey, t.FinishedOn, texts[at], names.GetValueOrDefault(t.RecordedById)))],
            certificates,
            [.. ran.Select(r => new RanLine(
                r.Id, r.Name, Title(personId, r.Facilitation.RoleTitle, r.Facilitation.RolePlainTitle, r.Facilitation.TellsOfThePast, covered), r.Facilitation.From, r.Facilitation.To, r.Led,
                r.Facilitation.To is null && r.State is CohortState.Planned or CohortState.Open))]);
    }

    /// <summary>What a form for a new cohort offers; null for whoever does not coordinate the scheme. Six commands.</summary>
    public async Task<CohortForm?> CohortFormAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (!context.Viewer.MayRun(schemeId) || await context.Schemes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var programmes = await ProgrammeQueries.ShelfAsync(context, scheme, cancellation);
        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == schemeId && s.To == null).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        return new CohortForm(new SchemeHead(schemeId, scheme.Name, true), [.. programmes.Select(p => (p.Key, p.AsSet))], sites);
    }

    /// <summary>Who can be given a place in a cohort, by name. One command.</summary>
    public async Task<IReadOnlyList<EnrolChoice>> EnrolChoicesAsync(Guid cohortId, CancellationToken cancellation = default) =>
        await (from holding in context.ShownHoldings(clock.Today())
               join person in context.People on holding.PersonId equals person.Id
               where holding.OnLadder && (holding.State == RoleState.Offered || holding.State == RoleState.InTraining)
                   && Mine().Any(c => c.Id == cohortId && c.SchemeId == holding.SchemeId)
                   && !context.Enrolments.Any(e => e.HoldingId == holding.Id && e.State <= EnrolmentState.Deferred)
               orderby person.SortName, person.Id, holding.Id
               select new EnrolChoice(
                   holding.Id, (person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName) + ", " + holding.Title, holding.State))
            .Take(PeopleQueries.CountCap).ToListAsync(cancellation);

    /// <summary>Who can be asked to run a cohort, by name. One command.</summary>
    public async Task<IReadOnlyList<FacilitatorOption>> FacilitatorOptionsAsync(Guid cohortId, CancellationToken cancellation = default)
    {
        var cleared = context.ClearedFor(ClearanceScopes.Groups, clock.Today());
        return await (from holding in context.FacilitatorChoices(cohortId, clock.Today())
               join person in context.People on holding.PersonId equals person.Id
               where Mine().Any(c => c.Id == cohortId)
                   && !context.Facilitations.Any(f => f.CohortId == cohortId && f.PersonId == person.Id && f.To == null)
                   && !context.Enrolments.Any(e => e.CohortId == cohortId && e.PersonId == person.Id && e.State <= EnrolmentState.Deferred)
               orderby person.SortName, person.Id, holding.Title, holding.Id
               select new FacilitatorOption(
                   holding.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, holding.Title, holding.State == RoleState.Ended,
                   cleared.Contains(person.Id)))
            .Take(PeopleQueries.CountCap).ToListAsync(cancellation);
    }

    /// <summary>The cohorts somebody can go on with. Four commands.</summary>
    public async Task<IReadOnlyList<CohortLine>> NextCohortsAsync(Guid enrolmentId, CancellationToken cancellation = default)
    {
        var enrolment = await context.Enrolments.AsNoTracking().Where(e => e.Id == enrolmentId).Select(e => new { e.ProgrammeId, e.CohortId }).FirstOrDefaultAsync(cancellation);
        return enrolment is null ? [] : await LinesAsync(context.NextCohorts(enrolment.ProgrammeId, enrolment.CohortId).Where(c => Mine().Any(m => m.Id == c.Id)), cancellation);
    }

    /// <summary>
    /// How somebody stands with the training their role asks for; null where it asks for none, is over, or is not shown to the viewer as it is. Ten
    /// commands at most.
    /// </summary>
    public async Task<BeforeMove?> BeforeMoveAsync(Guid holdingId, CancellationToken cancellation = default)
    {
        var holding = await context.ShownHoldings(clock.Today()).FirstOrDefaultAsync(h => h.Id == holdingId, cancellation);
        if (holding is null || !holding.OnLadder || holding.State.IsOver())
        {
            return null;
        }

        var role = await context.RoleDefinitions.AsNoTracking().FirstAsync(r => context.RoleHoldings.Any(h => h.Id == holdingId && h.RoleDefinitionId == r.Id), cancellation);
        if (await context.NeededAsync(role, cancellation) is not { } needed)
        {
            return null;
        }

        var standing = await TrainingStanding.OfAsync(context, holding.PersonId, holding.SchemeId, needed, cancellation);
        return new BeforeMove(holdingId, holding.PersonId, standing.Programme, standing.Finished || standing.Elsewhere, standing.EnrolmentId, standing.Missing);
    }

    private IQueryable<Cohort> Mine(bool coordinated = true)
    {
        var (viewer, schemes) = (context.Viewer.PersonId, context.Viewer.SchemeIds);
        var (everything, coordinates, facilitates) = (Everything && coordinated, context.Viewer.Hat == Hat.Coordinator && coordinated, context.Facilitates);
        return context.Cohorts.Where(c => everything || (coordinates && schemes.Contains(c.SchemeId))
            || (facilitates && context.Facilitations.Any(f => f.CohortId == c.Id && f.PersonId == viewer && f.To == null)));
    }

    private IQueryable<TrainingSession> OpenRegisters(IQueryable<Cohort> cohorts)
    {
        var now = clock.Now();
        return context.TrainingSessions.Where(s => s.EndsAt <= now && cohorts.Any(c => c.Id == s.CohortId && c.State == CohortState.Open)
            && context.Enrolments.Any(e => e.State <= EnrolmentState.Deferred
                && context.EnrolmentPlaces.Any(p => p.EnrolmentId == e.Id && p.CohortId == s.CohortId && p.From <= s.On && (p.To == null || p.To >= s.On))
                && !context.Attendances.Any(a => a.EnrolmentId == e.Id && a.SessionId == s.Id)));
    }

    // Three commands, four for a coordinator.
    private async Task<List<CohortLine>> LinesAsync(IQueryable<Cohort> cohorts, CancellationToken cancellation)
    {
        var rows = await (from cohort in cohorts.AsNoTracking()
                          join scheme in context.Schemes on cohort.SchemeId equals scheme.Id
                          join site in context.Set<Site>() on cohort.SiteId equals site.Id
                          orderby cohort.StartsOn descending, cohort.Id
                          select new
                          {
                              Cohort = cohort,
                              Scheme = scheme.Name,
                              Site = site.Name,
                              LastOn = context.TrainingSessions.Where(s => s.CohortId == cohort.Id).Max(s => (DateOnly?)s.On),
                              Taken = context.Enrolments.Count(e => e.CohortId == cohort.Id && e.State <= EnrolmentState.Deferred),
                          }).Take(MostCohorts).ToListAsync(cancellation);
        var ids = rows.ConvertAll(r => r.Cohort.Id);
        var registers = (await OpenRegisters(context.Cohorts.Where(c => ids.Contains(c.Id))).Select(s => s.CohortId).ToListAsync(cancellation)).ToLookup(id => id);
        var peers = Coordinates ? (await context.CohortsWithPeer(clock.Today()).Where(id => ids.Contains(id)).ToListAsync(cancellation)).ToHashSet() : [];
        return rows.ConvertAll(r => new CohortLine(
            r.Cohort.Id, r.Cohort.Name, r.Cohort.Outline.Title, r.Scheme, r.Site, r.Cohort.StartsOn, r.LastOn, r.Cohort.State, r.Cohort.Places, r.Taken,
            context.Viewer.Runs(r.Cohort.SchemeId) && r.Cohort.State == CohortState.Planned && !peers.Contains(r.Cohort.Id), registers[r.Cohort.Id].Count()));
    }

    // Five commands.
    private async Task<List<EnrolmentLine>> EnrolmentsAsync(IQueryable<Enrolment> enrolments, CancellationToken cancellation)
    {
        var rows = await enrolments.AsNoTracking().OrderBy(e => e.Id)
            .Select(e => new { e.Id, e.PersonId, e.State, Cohort = context.Cohorts.Where(c => c.Id == e.CohortId).Select(c => c.Name).FirstOrDefault() }).ToListAsync(cancellation);
        var outlines = await context.OutlinesAsync(rows.ConvertAll(r => r.Id), cancellation);
        var progress = await context.ProgressAsync(outlines, cancellation);
        var names = await context.NamesAsync(rows.Select(r => (Guid?)r.PersonId), cancellation);
        return [.. rows.Where(r => names.ContainsKey(r.PersonId) && progress.ContainsKey(r.Id))
            .Select(r => new EnrolmentLine(r.Id, r.PersonId, names[r.PersonId], outlines[r.Id].Title, r.Cohort, r.State, progress[r.Id]))
            .OrderBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id)];
    }

    // Two commands.
    private async Task<IReadOnlyList<WaitingLine>> WaitingAsync(CancellationToken cancellation)
    {
        var deferred = await context.Enrolments.AsNoTracking().Where(e => e.State == EnrolmentState.Deferred && e.CohortId == null)
            .Select(e => new { e.PersonId, Id = (Guid?)e.Id })
            .Concat(from holding in context.ShownHoldings(clock.Today())
                    where holding.OnLadder && holding.State == RoleState.InTraining
                        && !context.Enrolments.Any(e => e.HoldingId == holding.Id && e.State <= EnrolmentState.Deferred)
                    select new { holding.PersonId, Id = (Guid?)null })
            .ToListAsync(cancellation);
        var names = await context.NamesAsync(deferred.Select(d => (Guid?)d.PersonId), cancellation);
        return [.. deferred.Where(d => names.ContainsKey(d.PersonId)).Select(d => new WaitingLine(d.PersonId, names[d.PersonId], d.Id))
            .OrderBy(w => w.Name, StringComparer.OrdinalIgnoreCase).ThenBy(w => w.PersonId)];
    }

    // Three commands.
    private async Task<IReadOnlyList<FacilitatorLine>> FacilitatorsAsync(Guid? cohortId, CancellationToken cancellation)
    {
        var rows = await context.Facilitations.AsNoTracking().Where(f => f.CohortId == cohortId).ToListAsync(cancellation);
        var names = await context.NamesAsync(rows.Select(r => (Guid?)r.PersonId), cancellation);
        var covered = await context.LabelsSetAsync(rows.Select(r => r.PersonId), clock.Today(), cancellation);
        return [.. rows.Where(r => names.ContainsKey(r.PersonId))
            .Select(r => new FacilitatorLine(r.Id, r.PersonId, names[r.PersonId], Title(r.PersonId, r.RoleTitle, r.RolePlainTitle, r.TellsOfThePast, covered), r.From, r.To))
            .OrderBy(f => f.To is not null).ThenBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.Id)];
    }

    private string Title(Guid personId, string title, string plain, bool tells, HashSet<Guid> covered) =>
        tells && covered.Contains(personId) && personId != context.Viewer.PersonId && !Everything ? plain : title;

    private async Task<Dictionary<(Guid, string), string>> TitlesAsync(IEnumerable<(Guid SchemeId, string Key)> wanted, CancellationToken cancellation)
    {
        var schemeIds = wanted.Select(w => w.SchemeId).Distinct().ToList();
        var programmes = await context.Programmes.AsNoTracking().Include(p => p.Versions.OrderBy(v => v.Number)).Where(p => schemeIds.Contains(p.SchemeId)).ToListAsync(cancellation);
        var schemes = await context.Schemes.AsNoTracking().Where(s => schemeIds.Contains(s.Id)).ToListAsync(cancellation);
        var titles = schemes.SelectMany(s => SchemeTemplates.Of(s).Training.Select(t => (Key: (s.Id, t.Key), t.Title))).ToDictionary(t => t.Key, t => t.Title);
        foreach (var programme in programmes)
        {
            titles[(programme.SchemeId, programme.Key)] = programme.Outline.Title;
        }

        return titles;
    }

    private async Task<CoursePage?> ReadCourseAsync(Guid enrolmentId, string? purpose, CancellationToken cancellation)
    {
        var enrolment = await context.Enrolments.AsNoTracking().FirstOrDefaultAsync(e => e.Id == enrolmentId, cancellation);
        if (enrolment is null)
        {
            return null;
        }

        var (viewer, today) = (context.Viewer.PersonId, clock.Today());
        var own = enrolment.PersonId == viewer;
        var places = await (from place in context.EnrolmentPlaces.AsNoTracking()
                            join cohort in context.Cohorts on place.CohortId equals cohort.Id
                            where place.EnrolmentId == enrolmentId
                            orderby place.Number
                            select new { place.CohortId, place.From, place.To, cohort.Name, cohort.State, cohort.Outline, cohort.WithoutPeerReason }).ToListAsync(cancellation);
        var last = places[^1];
        var current = enrolment.CohortId is null ? null : last;
        var progress = (await context.ProgressAsync(new Dictionary<Guid, ProgrammeOutline> { [enrolmentId] = last.Outline }, cancellation))[enrolmentId];
        var cohorts = places.ConvertAll(p => p.CohortId);
        var sessions = await context.TrainingSessions.AsNoTracking().Where(s => cohorts.Contains(s.CohortId)).OrderBy(s => s.On).ThenBy(s => s.Number).ThenBy(s => s.Id).ToListAsync(cancellation);
        var marks = await context.Attendances.AsNoTracking().Where(a => a.EnrolmentId == enrolmentId).ToDictionaryAsync(a => a.SessionId, cancellation);
        var signed = await context.SignOffs.AsNoTracking().Where(s => s.EnrolmentId == enrolmentId).ToListAsync(cancellation);
        var certificate = await context.Certificates.AsNoTracking().Where(c => c.EnrolmentId == enrolmentId)
            .Select(c => new CertificateLine(c.Id, c.Number, c.CourseName, c.CompletedOn, c.RevokedAt != null)).FirstOrDefaultAsync(cancellation);
        var facilitators = await FacilitatorsAsync(enrolment.CohortId, cancellation);
        var names = await context.NamesAsync([enrolment.PersonId, enrolment.EndedById, .. signed.Select(s => (Guid?)s.SignedById)], cancellation);
        var helps = !own && facilitators.Any(f => f.PersonId == viewer && f.To is null);

        var worded = marks.Values.Where(m => m.Words is not null).ToList();
        List<SealedText> texts = [.. worded.Select(m => m.Words!), .. signed.Select(s => s.WhatTheySaw), .. enrolment.Note is { } kept ? [kept] : Array.Empty<SealedText>()];
        var opened = purpose is null
            ? [.. texts.Select(_ => (string?)null)]
            : await OpenAsync(new Opening(enrolment.PersonId, "your course", nameof(Enrolment), enrolmentId, purpose), own, texts, cancellation);
        var words = worded.Select((m, at) => (m.SessionId, Text: opened[at])).ToDictionary(m => m.SessionId, m => m.Text);
        var saw = signed.Select((s, at) => (s.Id, Text: opened[worded.Count + at])).ToDictionary(s => s.Id, s => s.Text);

        // Of a cohort they left, only what is written down for them belongs on their page.
        var listed = sessions.Where(s => s.CohortId == last.CohortId || marks.ContainsKey(s.Id));
        return new CoursePage(
            enrolmentId, enrolment.PersonId, names.GetValueOrDefault(enrolment.PersonId) ?? "Somebody", own, !own && context.Viewer.Runs(enrolment.SchemeId),
            !own && (context.Viewer.Runs(enrolment.SchemeId) || helps), enrolment.State, enrolment.EnrolledOn, enrolment.EndedOn,
            enrolment.EndedById is { } by ? names.GetValueOrDefault(by) : null, enrolment.Note is null ? null : opened[^1], enrolment.Version,
            enrolment.CohortId, current?.Name, current?.State, current?.WithoutPeerReason, progress,
            [.. listed.Select(s => marks.TryGetValue(s.Id, out var mark)
                ? new CourseSession(s.Id, s.Title, s.Topics, s.On, s.From, s.To, s.On <= today, mark.Came, mark.WhoSaid, words.GetValueOrDefault(s.Id))
                : new CourseSession(s.Id, s.Title, s.Topics, s.On, s.From, s.To, s.EndsAt <= clock.Now(), null, WhoSaid.Nobody, null))],
            [.. last.Outline.Competencies.Select(part => signed.Find(s => ProgrammeOutline.Same.Equals(s.Competency, part.Title)) is { } sign
                ? new CoursePart(part, sign.Id, sign.SeenOn, names.GetValueOrDefault(sign.SignedById) ?? "Somebody", saw[sign.Id])
                : new CoursePart(part, null, null, null, null))],
            [.. places.Select(p => new PlaceLine(p.Name, p.From, p.To))],
            [.. facilitators.Where(f => f.To is null)],
            certificate);
    }

    private async Task<IReadOnlyList<string?>> OpenAsync(Opening opening, bool own, IReadOnlyList<SealedText> texts, CancellationToken cancellation)
    {
        if (texts.Count > 0)
        {
            return await vault.OpenAsync(opening, texts, cancellation);
        }

        if (!own)
        {
            await traces.RecordAsync(opening, cancellation);
        }

        return [];
    }
}

/// <summary>How somebody stands with the training a role asks for.</summary>
/// <param name="HoldingId">The role.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Programme">What it asks for.</param>
/// <param name="IsThere">Whether they have finished it, here or elsewhere.</param>
/// <param name="EnrolmentId">Their course, where they have begun.</param>
/// <param name="Missing">What is missing, where they have begun.</param>
public sealed record BeforeMove(Guid HoldingId, Guid PersonId, string Programme, bool IsThere, Guid? EnrolmentId, IReadOnlyList<string> Missing);
