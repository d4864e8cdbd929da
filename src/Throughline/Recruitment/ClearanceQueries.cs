using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>One clearance on a coordinator's page.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Duty">What the duty is called.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day on which it holds or held.</param>
/// <param name="Ended">True when it was ended before its time.</param>
/// <param name="MayEnd">True for one from elsewhere that can still be ended.</param>
/// <param name="Version">Its version.</param>
public sealed record ClearanceLine(Guid Id, string Duty, ClearanceOutcome Outcome, DateOnly From, DateOnly Until, bool Ended, bool MayEnd, int Version);

/// <summary>A case as a coordinator may know of it: where it stands, and nothing of how.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SchemeId">The scheme that asked.</param>
/// <param name="Duties">The duties by name.</param>
/// <param name="State">Where it stands today.</param>
/// <param name="OpenedOn">When it was opened.</param>
/// <param name="Decider">Who decides, where the viewer may know them.</param>
/// <param name="Hearer">Who hears the appeal, where the viewer may know them.</param>
/// <param name="NeedsHearer">True for an appeal that nobody hears yet.</param>
/// <param name="Version">Its version.</param>
public sealed record CaseLine(
    Guid Id, Guid SchemeId, IReadOnlyList<string> Duties, VettingState State, DateOnly OpenedOn, string? Decider, string? Hearer, bool NeedsHearer, int Version);

/// <summary>An approval on a page: the outcome alone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Role">The role's title.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AskedOn">When it was asked for.</param>
/// <param name="AnsweredOn">When it was answered.</param>
public sealed record ApprovalLine(Guid Id, string Role, ApprovalState State, DateOnly AskedOn, DateOnly? AnsweredOn);

/// <summary>A time under supervision on a page.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SchemeId">The scheme that wrote it down.</param>
/// <param name="Sort">What sort it is; null for none given.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day; null where it is not known.</param>
/// <param name="Officer">The officer's name, where the viewer may know them.</param>
/// <param name="Now">True while it runs or is still to begin.</param>
/// <param name="Approvals">What was asked of the officer.</param>
/// <param name="Version">Its version.</param>
public sealed record EpisodeLine(Guid Id, Guid SchemeId, string? Sort, DateOnly Start, DateOnly? End, string? Officer, bool Now, IReadOnlyList<ApprovalLine> Approvals, int Version);

/// <summary>What a role still needs before its holder starts.</summary>
/// <param name="Role">The role's title.</param>
/// <param name="Duty">The duty for which there is no clearance; null where none is missing.</param>
/// <param name="Approval">True when an officer has not agreed.</param>
public sealed record MissingLine(string Role, string? Duty, bool Approval);

/// <summary>A person's clearance as a coordinator sees it: outcomes only.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOwn">True when it is the viewer's own.</param>
/// <param name="Schemes">The viewer's schemes in which they hold or held a role.</param>
/// <param name="Duties">How they stand with each duty.</param>
/// <param name="Missing">What their roles still need.</param>
/// <param name="Clearances">Every clearance, the latest first.</param>
/// <param name="Cases">Every case, those that are open first.</param>
/// <param name="Supervision">Times under supervision, the latest first.</param>
public sealed record ClearancePage(
    Guid PersonId, string Name, bool IsOwn, IReadOnlyList<Named> Schemes, IReadOnlyList<DutyLine> Duties, IReadOnlyList<MissingLine> Missing,
    IReadOnlyList<ClearanceLine> Clearances, IReadOnlyList<CaseLine> Cases, IReadOnlyList<EpisodeLine> Supervision);

/// <summary>What a form about somebody's clearance in one scheme offers.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Duties">The duties on its list.</param>
/// <param name="Sorts">The sorts of order and licence that have an officer.</param>
/// <param name="Deciders">Who may decide about this person.</param>
/// <param name="Officers">Who is an officer here.</param>
/// <param name="Roles">The peer roles.</param>
public sealed record ClearanceForm(
    Guid PersonId, string Name, Guid SchemeId, string Scheme, IReadOnlyList<Coded> Duties, IReadOnlyList<Coded> Sorts,
    IReadOnlyList<Named> Deciders, IReadOnlyList<Named> Officers, IReadOnlyList<Named> Roles);

/// <summary>Why somebody is on the list of what waits.</summary>
public enum ClearanceWait
{
    /// <summary>An appeal that nobody hears yet.</summary>
    NeedsHearer = 1,

    /// <summary>Trained, and nothing has been asked for.</summary>
    NothingAsked = 2,

    /// <summary>A clearance ran out.</summary>
    RanOut = 3,

    /// <summary>A clearance is soon to run out.</summary>
    RunsOut = 4,

    /// <summary>Somebody else is at it: the person, who decides, or who hears.</summary>
    InHand = 5,

    /// <summary>An officer has been asked.</summary>
    WithOfficer = 6,
}

/// <summary>One line of what waits.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Wait">Why they are here.</param>
/// <param name="About">The duties or the role.</param>
/// <param name="On">The day it turns on: when it runs out, or since when it waits.</param>
/// <param name="State">Where a case stands; null for the rest.</param>
public sealed record WaitingClearance(Guid PersonId, string Name, ClearanceWait Wait, string About, DateOnly On, VettingState? State);

/// <summary>
/// Clearance as those who run a scheme see it: outcomes, dates and whose turn it is. No route, no reason, no word of anybody. Each takes a fixed
/// number of commands.
/// </summary>
public sealed class ClearanceQueries(ThroughlineContext context, ReadTraces traces, TimeProvider clock)
{
    /// <summary>Most lines of each sort on the list of what waits.</summary>
    public const int Most = 200;

    /// <summary>Days for which a clearance that ran out stays on the list: after a year the role has found its shape without it.</summary>
    public const int RanOutDays = 365;

    /// <summary>A person's clearance; null when there is nobody of that id whom the viewer may know of. The trace of the reading is written first.</summary>
    public async Task<ClearancePage?> PersonAsync(Guid personId, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var person = await context.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancellation);
        if (person is null)
        {
            return null;
        }

        var own = viewer.PersonId == personId;
        if (!own)
        {
            await traces.RecordAsync(new Opening(personId, "the outcome of your clearance", nameof(Clearance), Guid.Empty, "Looked at the page"), cancellation);
        }

        var belongs = await context.Belongings.Where(b => b.PersonId == personId).Select(b => b.SchemeId).Distinct().ToListAsync(cancellation);
        var clearances = await context.Clearances.AsNoTracking().Where(c => c.PersonId == personId).ToListAsync(cancellation);
        var standings = await context.VettingStandings.Where(s => s.PersonId == personId).ToListAsync(cancellation);
        var episodes = await context.ShownEpisodes(today).AsNoTracking().Where(e => e.PersonId == personId).OrderByDescending(e => e.Start).ThenBy(e => e.Id).ToListAsync(cancellation);
        var approvals = await (from approval in context.ShownApprovals(today).AsNoTracking()
                               join role in context.RoleDefinitions on approval.RoleDefinitionId equals role.Id
                               where approval.PersonId == personId
                               orderby approval.AskedOn descending, approval.Id
                               select new { approval.EpisodeId, Line = new ApprovalLine(approval.Id, role.Title, approval.State, approval.AskedOn, approval.AnsweredOn) })
            .ToListAsync(cancellation);
        var schemeIds = belongs.Concat(clearances.Select(c => c.SchemeId)).Concat(standings.Select(s => s.SchemeId)).Concat(episodes.Select(e => e.SchemeId)).Distinct().ToList();
        var duties = await context.ItemNamesAsync(ReferenceKind.ClearanceScopes, schemeIds, cancellation);
        var sorts = await context.ItemNamesAsync(ReferenceKind.RequirementTypes, schemeIds, cancellation);
        var settings = await context.SettingsOfAsync(schemeIds, cancellation);
        var schemes = await context.Schemes.AsNoTracking().Where(s => belongs.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var names = await context.NamesAsync(standings.SelectMany(s => new[] { s.DeciderId, s.HearerId }).Concat(episodes.Select(e => (Guid?)e.OfficerId)), cancellation);
        string? Name(Guid? id) => id is { } found && names.TryGetValue(found, out var name) ? name : null;
        var missing = await MissingOf(personId, null).ToListAsync(cancellation);
        return new ClearancePage(
            personId, person.FullName, own,
            [.. schemes.Where(s => viewer.Runs(s.Id))],
            ClearanceLines.Lines(clearances, duties, settings, today),
            [.. missing.Select(m => m.Line(duties)).OfType<MissingLine>()],
            [.. clearances.OrderByDescending(ClearanceLines.Last).ThenBy(c => c.Scope, StringComparer.Ordinal).ThenBy(c => c.Id).Select(c => new ClearanceLine(
                c.Id, duties.GetValueOrDefault((c.SchemeId, c.Scope), c.Scope), c.Outcome, c.From, ClearanceLines.Last(c), c.EndedOn is not null,
                c.CaseId is null && c.EndedOn is null && today <= c.Until && viewer.Runs(c.SchemeId), c.Version))],
            [.. standings
                .OrderByDescending(s => s.State.IsOpen()).ThenByDescending(s => s.OpenedOn).ThenBy(s => s.Id)
                .Select(s => new CaseLine(
                    s.Id, s.SchemeId, [.. s.Scopes.Select(c => duties.GetValueOrDefault((s.SchemeId, c), c))],
                    s.Until is { } until && s.State.IsCleared() ? VettingClock.StandsAt(s.State, until, today, settings[s.SchemeId].Whole(SettingKeys.ClearanceFirstReminderDays)) : s.State,
                    s.OpenedOn, s.State.IsOpen() ? Name(s.DeciderId) : null, s.State == VettingState.Appeal ? Name(s.HearerId) : null,
                    s.State == VettingState.Appeal && Name(s.HearerId) is null, s.Version))],
            [.. episodes.Select(e => new EpisodeLine(
                e.Id, e.SchemeId, e.Type is null ? null : sorts.GetValueOrDefault((e.SchemeId, e.Type), e.Type), e.Start, e.End, Name(e.OfficerId), e.End is null || e.End >= today,
                [.. approvals.Where(a => a.EpisodeId == e.Id).Select(a => a.Line)], e.Version))]);
    }

    /// <summary>What a role still needs before its holder starts or comes back; null when nothing is missing or the viewer cannot see it. Two commands.</summary>
    public async Task<MissingLine?> MissingAsync(Guid holdingId, CancellationToken cancellation = default)
    {
        var found = await MissingOf(null, holdingId).FirstOrDefaultAsync(cancellation);
        return found is null ? null : found.Line(await context.ItemNamesAsync(ReferenceKind.ClearanceScopes, [found.SchemeId], cancellation));
    }

    /// <summary>What a form offers; null when the viewer does not run the scheme or the person does not belong to it. Eight commands.</summary>
    public async Task<ClearanceForm?> FormAsync(Guid personId, Guid? schemeId, CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var person = await context.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, cancellation);
        var belongs = await context.Belongings.Where(b => b.PersonId == personId).Select(b => b.SchemeId).Distinct().ToListAsync(cancellation);
        var ids = belongs.Where(viewer.Runs).ToList();
        if (person is null || (schemeId is { } asked ? !ids.Contains(asked) : ids.Count != 1))
        {
            return null;
        }

        var id = schemeId ?? ids[0];
        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == id).Select(s => s.Name).FirstAsync(cancellation);
        var duties = await ClearanceTurn.ReferenceAsync(context, id, ReferenceKind.ClearanceScopes, today, cancellation);
        var sorts = await SupervisionRules.SortsAsync(context, id, today, cancellation);
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == id && r.OnLadder).OrderBy(r => r.LadderStep).ThenBy(r => r.Title).ThenBy(r => r.Id)
            .Select(r => new Named(r.Id, r.Title)).ToListAsync(cancellation);
        return new ClearanceForm(
            personId, person.FullName, id, scheme,
            [.. duties.Select(d => new Coded(d.Code, d.Name, d.Hint))],
            [.. sorts.Select(d => new Coded(d.Code, d.Name, null))],
            await PeopleAsync(context.CandidatesToDecide(personId, id), cancellation),
            await PeopleAsync(SupervisionRules.Officers(context, id).Where(o => o != personId), cancellation),
            roles);
    }

    /// <summary>What waits in the viewer's schemes, the most urgent first. Eight commands.</summary>
    public async Task<IReadOnlyList<WaitingClearance>> WaitingAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (context.Viewer, clock.Today());
        var me = viewer.PersonId;
        var mine = viewer.SchemeIds;
        var settings = await context.SettingsOfAsync(mine, cancellation);
        var duties = await context.ItemNamesAsync(ReferenceKind.ClearanceScopes, mine, cancellation);
        var soonest = settings.Count == 0 ? 0 : settings.Values.Max(s => s.Whole(SettingKeys.ClearanceFirstReminderDays));
        var here = context.ShownHoldings(today).Where(h => h.State != RoleState.Ended && h.State != RoleState.NotThisTime && h.From <= today);
        var ending = await Ending(today.AddDays(-RanOutDays), today.AddDays(soonest))
            .Where(c => mine.Contains(c.SchemeId) && here.Any(h => h.PersonId == c.PersonId && h.SchemeId == c.SchemeId))
            .Join(context.People, c => c.PersonId, p => p.Id, (c, p) => new { Clearance = c, Name = p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName })
            .OrderBy(c => c.Clearance.Until).ThenBy(c => c.Clearance.Id).Take(Most).ToListAsync(cancellation);
        var open = await (from standing in context.VettingStandings
                          join person in context.People on standing.PersonId equals person.Id
                          where mine.Contains(standing.SchemeId)
                              && (standing.State == VettingState.Opened || standing.State == VettingState.AwaitingPerson || standing.State == VettingState.Submitted
                                  || standing.State == VettingState.Appeal)
                              && here.Any(h => h.PersonId == standing.PersonId && h.SchemeId == standing.SchemeId)
                          orderby standing.OpenedOn, standing.Id
                          select new
                          {
                              Standing = standing,
                              Heard = standing.HearerId != null && !context.Walls.Any(w => w.ViewerId == me && w.SubjectId == standing.HearerId && w.LiftedAt == null),
                              Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                          })
            .Take(Most).ToListAsync(cancellation);
        var trained = await (from shown in here
                             join holding in context.RoleHoldings on shown.Id equals holding.Id
                             join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                             join person in context.People on shown.PersonId equals person.Id
                             where shown.State == RoleState.TrainedAwaitingClearance && role.ClearanceScope != null && mine.Contains(shown.SchemeId)
                                 && !context.ClearedSpans.Any(c => c.PersonId == shown.PersonId && c.Scope == role.ClearanceScope && c.Until >= today && (c.EndedOn == null || c.EndedOn > today))
                                 && !context.VettingStandings.Any(s => s.PersonId == shown.PersonId && s.SchemeId == shown.SchemeId
                                     && (s.State == VettingState.Opened || s.State == VettingState.AwaitingPerson || s.State == VettingState.Submitted || s.State == VettingState.Appeal))
                             orderby shown.From, shown.Id
                             select new
                             {
                                 shown.PersonId,
                                 shown.Title,
                                 On = context.RoleMoves.Where(m => m.HoldingId == shown.Id).Max(m => (DateOnly?)m.On) ?? shown.From,
                                 Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName,
                             }).Take(Most).ToListAsync(cancellation);
        var asked = await (from approval in context.ShownApprovals(today)
                           join role in context.RoleDefinitions on approval.RoleDefinitionId equals role.Id
                           join person in context.People on approval.PersonId equals person.Id
                           where approval.State == ApprovalState.Asked && mine.Contains(approval.SchemeId)
                           orderby approval.AskedOn, approval.Id
                           select new { approval.PersonId, role.Title, approval.AskedOn, Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName })
            .Take(Most).ToListAsync(cancellation);
        string Duty(Guid scheme, string scope) => duties.GetValueOrDefault((scheme, scope), scope);
        return [.. ending
            .Where(c => ClearanceLines.Last(c.Clearance) <= today.AddDays(settings[c.Clearance.SchemeId].Whole(SettingKeys.ClearanceFirstReminderDays)))
            .GroupBy(c => (c.Clearance.PersonId, c.Clearance.SchemeId, Last: ClearanceLines.Last(c.Clearance)))
            .Select(g => new WaitingClearance(
                g.Key.PersonId, g.First().Name, g.Key.Last < today ? ClearanceWait.RanOut : ClearanceWait.RunsOut,
                string.Join(", ", g.Select(c => Duty(c.Clearance.SchemeId, c.Clearance.Scope)).Order(StringComparer.Ordinal)), g.Key.Last, null))
            .Concat(open.Select(o => new WaitingClearance(
                o.Standing.PersonId, o.Name, o.Standing.State == VettingState.Appeal && !o.Heard ? ClearanceWait.NeedsHearer : ClearanceWait.InHand,
                string.Join(", ", o.Standing.Scopes.Select(s => Duty(o.Standing.SchemeId, s)).Order(StringComparer.Ordinal)), o.Standing.OpenedOn, o.Standing.State)))
            .Concat(trained.Select(t => new WaitingClearance(t.PersonId, t.Name, ClearanceWait.NothingAsked, t.Title, t.On, null)))
            .Concat(asked.Select(a => new WaitingClearance(a.PersonId, a.Name, ClearanceWait.WithOfficer, a.Title, a.AskedOn, null)))
            .OrderBy(w => w.Wait).ThenBy(w => w.On).ThenBy(w => w.Name, StringComparer.Ordinal).ThenBy(w => w.PersonId)];
    }

    // Clearances whose last day lies between two days, and after which no other of the same duty comes.
    private IQueryable<Clearance> Ending(DateOnly from, DateOnly until) => context.Clearances.AsNoTracking()
        .Where(c => (c.EndedOn ?? c.Until) >= from && (c.EndedOn ?? c.Until) <= until
            && !context.ClearedSpans.Any(o => o.PersonId == c.PersonId && o.Scope == c.Scope && o.EndedOn == null && o.Until > (c.EndedOn ?? c.Until)));

    private async Task<IReadOnlyList<Named>> PeopleAsync(IQueryable<Guid> ids, CancellationToken cancellation) =>
        await context.People.AsNoTracking().Where(p => ids.Contains(p.Id)).OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(Most).ToListAsync(cancellation);

    // What stands between a role and its start, as the guards of a move will ask.
    private IQueryable<Missing> MissingOf(Guid? personId, Guid? holdingId)
    {
        var today = clock.Today();
        return from shown in context.ShownHoldings(today)
               join holding in context.RoleHoldings on shown.Id equals holding.Id
               join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
               where (personId == null || shown.PersonId == personId) && (holdingId == null || shown.Id == holdingId)
                   && shown.OnLadder && (shown.State == RoleState.TrainedAwaitingClearance || shown.State == RoleState.Paused)
               select new Missing
               {
                   SchemeId = shown.SchemeId,
                   Title = shown.Title,
                   Scope = shown.State == RoleState.TrainedAwaitingClearance && role.ClearanceScope != null
                       && !context.ClearedSpans.Any(c => c.PersonId == shown.PersonId && c.Scope == role.ClearanceScope && c.From <= today && c.Until >= today
                           && (c.EndedOn == null || c.EndedOn > today)) ? role.ClearanceScope : null,
                   Approval = context.SupervisionEpisodes.Any(e => e.PersonId == shown.PersonId && e.Start <= today && (e.End == null || e.End >= today)
                       && !context.OfficerApprovals.Any(a => a.EpisodeId == e.Id && a.RoleDefinitionId == role.Id && a.State == ApprovalState.Given)),
               };
    }

    private sealed class Missing
    {
        public Guid SchemeId { get; init; }

        public string Title { get; init; } = "";

        public string? Scope { get; init; }

        public bool Approval { get; init; }

        public MissingLine? Line(IReadOnlyDictionary<(Guid, string), string> duties) => Scope is null && !Approval
            ? null
            : new MissingLine(Title, Scope is null ? null : duties.GetValueOrDefault((SchemeId, Scope), Scope), Approval);
    }
}
