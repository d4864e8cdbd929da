using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class SafeguardingRules
{
    public static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    public static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.LabelFilter];

    public static bool Leads(this Viewer viewer, Guid schemeId) => viewer.Hat == Hat.SafeguardingLead && viewer.SchemeIds.Contains(schemeId);

    /// <summary>Whether the viewer is at work as a member of a scheme's staff: whoever has a concern, or something to do about one, reads it under such a hat.</summary>
    public static bool WorksIn(this Viewer viewer, Guid schemeId) => viewer.WorksAsStaff && viewer.SchemeIds.Contains(schemeId);

    /// <summary>The members of staff of a scheme today: whoever holds a role there that is no peer role and no place of somebody who is worked with.</summary>
    public static IQueryable<Person> Staff(this ThroughlineContext context, Guid schemeId, DateOnly today)
    {
        var roles = context.StaffRoles();
        return context.People.IgnoreQueryFilters(AnyReach).Where(p => p.ErasedAt == null
            && roles.Any(h => h.PersonId == p.Id && h.SchemeId == schemeId && h.From <= today && (h.To == null || h.To >= today)));
    }

    /// <summary>The same, by name. One command.</summary>
    public static Task<List<Named>> StaffNamesAsync(this ThroughlineContext context, Guid schemeId, DateOnly today, CancellationToken cancellation) =>
        context.Staff(schemeId, today).AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(200).ToListAsync(cancellation);

    /// <summary>Which of some people are staff today, and of which scheme. One command.</summary>
    public static async Task<HashSet<(Guid PersonId, Guid SchemeId)>> StaffAmongAsync(this ThroughlineContext context, IReadOnlyCollection<Guid> people, DateOnly today, CancellationToken cancellation) =>
        [.. (await context.StaffRoles().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.From <= today && (h.To == null || h.To >= today))
            .Select(h => new { h.PersonId, h.SchemeId }).ToListAsync(cancellation)).Select(h => (h.PersonId, h.SchemeId))];

    /// <summary>When whoever has a turn does work in its scheme, for each turn: nothing of one whose role there is over. One command.</summary>
    public static async Task<ILookup<Guid, Stretch>> WorkedAsync(this ThroughlineContext context, IReadOnlyCollection<DutyTurn> turns, CancellationToken cancellation)
    {
        var people = turns.Select(t => t.PersonId).Distinct().ToList();
        var roles = await context.StaffRoles().AsNoTracking().Where(h => people.Contains(h.PersonId)).Select(h => new { h.PersonId, h.SchemeId, h.From, h.To }).ToListAsync(cancellation);
        return (from turn in turns
                join role in roles on (turn.PersonId, turn.SchemeId) equals (role.PersonId, role.SchemeId)
                let begins = role.From.StartInLondon()
                let ends = role.To is null ? turn.EndsAt : role.To.Value.AddDays(1).StartInLondon()
                let worked = new Stretch(begins > turn.StartsAt ? begins : turn.StartsAt, ends < turn.EndsAt ? ends : turn.EndsAt)
                where worked.From < worked.To
                select (turn.Id, worked)).ToLookup(w => w.Id, w => w.worked);
    }

    // That no reach is asked goes for the whole of a query in which this stands.
    private static IQueryable<RoleHolding> StaffRoles(this ThroughlineContext context) =>
        context.RoleHoldings.IgnoreQueryFilters(AnyReach).Where(h => h.State == RoleState.Held
            && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && !r.OnLadder && !r.Hats.Contains(Hat.Mentee)
                && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.StaffColleague) || r.Hats.Contains(Hat.SafeguardingLead)
                    || r.Hats.Contains(Hat.ResponsibleOfficer) || r.Hats.Contains(Hat.HeadOfService) || r.Hats.Contains(Hat.VoiceLead))));

    /// <summary>Who holds a hat in a scheme today, in a fixed order.</summary>
    public static Task<List<Guid>> HoldersAsync(this ThroughlineContext context, Guid schemeId, Hat hat, DateOnly today, CancellationToken cancellation) =>
        context.People.Where(p => p.ErasedAt == null && context.RoleHoldings.Any(h => h.PersonId == p.Id && h.SchemeId == schemeId && h.State == RoleState.Held
                && h.From <= today && (h.To == null || h.To >= today) && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(hat))))
            .OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(cancellation);

    /// <summary>
    /// Who may be paged about something, the next in turn before the others: supervisor (of a word), first and second on duty, whoever leads on
    /// safeguarding, whoever heads the service. Never whom it is about, who raised it, somebody who may not know of either, or somebody whose turn or
    /// whose supervising stands written though they work here no more. Asked as the system.
    /// </summary>
    public static async Task<IReadOnlyList<(Guid PersonId, PagedAs Role)>> ChainAsync(this ThroughlineContext context, DutyAlarm alarm, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = now.LondonDate();
        List<(Guid PersonId, PagedAs Role)> all = [];
        if (alarm.Kind == AlarmKind.Word)
        {
            all.AddRange((await context.RoleHoldings.AsNoTracking().Where(h => h.PersonId == alarm.PersonId && h.SchemeId == alarm.SchemeId && h.From <= today && (h.To == null || h.To >= today)
                && context.RoleHoldings.Any(s => s.PersonId == h.SupervisorId && s.From <= today && (s.To == null || s.To >= today)
                    && (s.State == RoleState.Held || (s.State >= RoleState.ActiveSupervised && s.State <= RoleState.Senior))
                    && context.RoleDefinitions.Any(r => r.Id == s.RoleDefinitionId && r.Hats.Contains(Hat.Supervisor))))
                .OrderBy(h => h.Id).Select(h => h.SupervisorId!.Value).ToListAsync(cancellation)).Select(id => (id, PagedAs.Supervisor)));
        }

        var turns = await context.DutyTurns.AsNoTracking().Where(t => t.SchemeId == alarm.SchemeId && t.StartsAt <= now && t.EndsAt > now)
            .OrderBy(t => t.Place).ThenBy(t => t.StartsAt).ThenBy(t => t.Id).ToListAsync(cancellation);
        var worked = await context.WorkedAsync(turns, cancellation);
        all.AddRange(turns.Where(t => worked[t.Id].Any(w => w.Holds(now))).Select(t => (t.PersonId, t.Place == 1 ? PagedAs.First : PagedAs.Second)));
        all.AddRange((await context.HoldersAsync(alarm.SchemeId, Hat.SafeguardingLead, today, cancellation)).Select(id => (id, PagedAs.Lead)));
        all.AddRange((await context.HoldersAsync(alarm.SchemeId, Hat.HeadOfService, today, cancellation)).Select(id => (id, PagedAs.Head)));
        List<(Guid, PagedAs)> chain = [];
        foreach (var one in all.DistinctBy(a => a.PersonId).Where(a => a.PersonId != alarm.PersonId && a.PersonId != alarm.ReporterId))
        {
            if (!await context.MayNotKnowAsync(one.PersonId, alarm.PersonId, cancellation) && !await context.MayNotKnowAsync(one.PersonId, alarm.ReporterId, cancellation))
            {
                chain.Add(one);
            }
        }

        return chain;
    }

    /// <summary>True where somebody is walled off from a person, or the two are kept apart.</summary>
    public static Task<bool> MayNotKnowAsync(this ThroughlineContext context, Guid viewerId, Guid personId, CancellationToken cancellation) =>
        KeptApart.AreAsync(context, viewerId, personId, cancellation);

    /// <summary>How long a step waits for an answer.</summary>
    public static DateTimeOffset NextStep(DutyAlarm alarm, SettingValues settings, DateTimeOffset now) =>
        alarm.Kind == AlarmKind.Word ? WorkingHours.After(
            now, TimeSpan.FromHours(settings.Whole(SettingKeys.SupportWordAnswerHours)), settings.Whole(SettingKeys.SupportOpensHour), settings.Whole(SettingKeys.SupportClosesHour))
        : alarm.Immediate ? now.AddMinutes(settings.Whole(SettingKeys.DutyImmediateMinutes))
        : now.AddHours(settings.Whole(SettingKeys.DutyOtherHours));

    /// <summary>Stops a clock, in one statement: of many who answer, one does.</summary>
    public static async Task<bool> AnswerAsync(this Writing writing, Guid caseId, CancellationToken cancellation)
    {
        var now = writing.Now;
        if (await writing.Context.DutyAlarms.IgnoreQueryFilters([ThroughlineContext.OwnFilter]).Where(a => a.Id == caseId && a.AnsweredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.AnsweredAt, now), cancellation) != 1)
        {
            return false;
        }

        var by = writing.Viewer.PersonId;
        await writing.Context.DutyPages.IgnoreQueryFilters(AnyViewer).Where(p => p.CaseId == caseId && p.ClosedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.ClosedAt, now), cancellation);
        await writing.Context.DutyPages.IgnoreQueryFilters(AnyViewer).Where(p => p.CaseId == caseId && p.PersonId == by && p.AnsweredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.AnsweredAt, now), cancellation);
        return true;
    }

    /// <summary>
    /// Has a clock that still runs go on as one of danger: the next step comes as soon after the last as it would have, and at once where that time has
    /// gone. One that was answered, or was so from the start, stays as it is.
    /// </summary>
    public static async Task HurryAsync(this Writing writing, SafeguardingConcern concern, CancellationToken cancellation)
    {
        var (context, now) = (writing.Context, writing.Now);
        var running = context.DutyAlarms.IgnoreQueryFilters([ThroughlineContext.OwnFilter]).Where(a => a.Id == concern.Id && a.AnsweredAt == null);
        if (await running.Where(a => !a.Immediate).ExecuteUpdateAsync(set => set.SetProperty(a => a.Immediate, true), cancellation) != 1)
        {
            return;
        }

        var minutes = (await new SettingQueries(context).ValuesAsync(concern.SchemeId, cancellation)).Whole(SettingKeys.DutyImmediateMinutes);
        var last = await context.DutyPages.AsNoTracking().IgnoreQueryFilters(AnyViewer).Where(p => p.CaseId == concern.Id).OrderByDescending(p => p.Step).Select(p => (DateTimeOffset?)p.At)
            .FirstOrDefaultAsync(cancellation);
        var due = last is { } at && at.AddMinutes(minutes) > now ? at.AddMinutes(minutes) : now;
        await running.Where(a => a.NextAt > due).ExecuteUpdateAsync(set => set.SetProperty(a => a.NextAt, due), cancellation);
    }

    /// <summary>Whether something is written about somebody's safety that has to be kept for now.</summary>
    public static async Task<bool> KeepsAsync(this ThroughlineContext context, Guid personId, DateTimeOffset now, CancellationToken cancellation)
    {
        var concerns = await context.SafeguardingConcerns.AsNoTracking().IgnoreQueryFilters(AnyViewer).Where(c => c.PersonId == personId)
            .Select(c => new { c.SchemeId, c.ClosedAt, c.KeptLonger }).ToListAsync(cancellation);
        foreach (var scheme in concerns.GroupBy(c => c.SchemeId))
        {
            var years = (await new SettingQueries(context).ValuesAsync(scheme.Key, cancellation)).Whole(SettingKeys.KeepSafeguardingYears);
            if (scheme.Any(c => c.KeptLonger || c.ClosedAt is null || c.ClosedAt > now.AddYears(-years)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A long text that has to be there.</summary>
    public static Refusal? Words(string? words, string field, string missing, string label, int least = 1) =>
        Typed.Required(words, SafeguardingConcern.WordsMaxLength, field, missing, label) is { } refusal ? refusal
        : words!.Trim().Length < least ? new Invalid(field, $"{label} must be {least} characters or more") : null;
}

/// <summary>A concern opened for a change: its person's turn taken, and nothing that the viewer may not know of.</summary>
internal sealed record ConcernTurn(Writing Writing, SafeguardingConcern Concern)
{
    public Viewer Viewer => Writing.Viewer;

    public bool IsLead => Viewer.Leads(Concern.SchemeId) && !IsSubject;

    /// <summary>True for whoever has it, and for the lead.</summary>
    public bool Runs => IsLead || (Concern.OwnerId == Viewer.PersonId && Viewer.WorksIn(Concern.SchemeId) && !IsSubject);

    public bool IsReporter => Concern.ReporterId == Viewer.PersonId;

    private bool IsSubject => Concern.AboutKnown && Concern.PersonId == Viewer.PersonId;

    public static async Task<(ConcernTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int? version, CancellationToken cancellation)
    {
        var person = await writing.Context.SafeguardingConcerns.Where(c => c.Id == id).Select(c => (Guid?)c.PersonId).FirstOrDefaultAsync(cancellation);
        return person is { } subject ? await OpenAsync(writing, id, subject, version, cancellation) : (null, new NotFound());
    }

    /// <summary>For somebody who is paged and cannot read it yet.</summary>
    public static async Task<(ConcernTurn? Turn, Refusal? Refusal)> TakePagedAsync(Writing writing, Guid id, CancellationToken cancellation)
    {
        var person = await writing.Context.SafeguardingConcerns.IgnoreQueryFilters(SafeguardingRules.AnyReach).Where(c => c.Id == id).Select(c => (Guid?)c.PersonId).FirstOrDefaultAsync(cancellation);
        return person is { } subject ? await OpenAsync(writing, id, subject, null, cancellation) : (null, new NotFound());
    }

    private static async Task<(ConcernTurn? Turn, Refusal? Refusal)> OpenAsync(Writing writing, Guid id, Guid subject, int? version, CancellationToken cancellation)
    {
        if (!await writing.LockPastReachAsync(subject, cancellation))
        {
            return (null, new NotFound());
        }

        // Entries that the viewer may not read count all the same: each has its number.
        var concern = await writing.Context.SafeguardingConcerns.Include(c => c.Entries.OrderBy(e => e.Number)).Include(c => c.Actions.OrderBy(a => a.Number)).Include(c => c.Shares.OrderBy(s => s.Number))
            .IgnoreQueryFilters(SafeguardingRules.AnyReach).AsSplitQuery().SingleAsync(c => c.Id == id, cancellation);
        return version is { } seen && concern.Version != seen ? (null, new Stale()) : (new ConcernTurn(writing, concern), null);
    }

    /// <summary>Whether a member of staff who works here now has it (INV-133).</summary>
    public async Task<bool> StaffOwnsAsync(CancellationToken cancellation) =>
        Concern.OwnerId is { } owner && await IsStaffAsync(owner, cancellation);

    /// <summary>Whether somebody is a member of staff who may have it: not whom it is about, and nobody who may not know of them.</summary>
    public async Task<bool> MayOwnAsync(Guid personId, CancellationToken cancellation) =>
        personId != Concern.PersonId && await IsStaffAsync(personId, cancellation) && !await Writing.Context.MayNotKnowAsync(personId, Concern.PersonId, cancellation);

    public SealedText Seal(string words) => Writing.Seal(Concern.PersonId, words.Trim());

    public SealedText? SealOptional(string? words) => Writing.SealOptional(Concern.PersonId, words?.Trim());

    private Task<bool> IsStaffAsync(Guid personId, CancellationToken cancellation) =>
        Writing.Context.Staff(Concern.SchemeId, Writing.Today).AnyAsync(p => p.Id == personId, cancellation);
}
