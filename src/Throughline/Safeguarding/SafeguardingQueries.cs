using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What is needed to raise a concern.</summary>
/// <param name="OnDuty">Who to ring now.</param>
/// <param name="People">Whom it can be about by name.</param>
/// <param name="HasLead">Whether there is somebody to call where nobody is on duty.</param>
public sealed record DangerForm(IReadOnlyList<OnDuty> OnDuty, IReadOnlyList<Named> People, bool HasLead);

/// <summary>A concern that the viewer raised, in a list.</summary>
/// <param name="Id">The concern.</param>
/// <param name="At">When.</param>
/// <param name="About">Whom it is about, where the service knows them.</param>
/// <param name="State">Where it stands.</param>
public sealed record RaisedRow(Guid Id, DateTimeOffset At, string? About, SafeguardingState State);

/// <summary>Somebody who was paged.</summary>
/// <param name="Name">Their name; null where the viewer may not know.</param>
/// <param name="Role">As whom.</param>
/// <param name="At">When.</param>
/// <param name="SentAt">When the message went; null while it has not.</param>
/// <param name="AnsweredAt">When they said that they have it.</param>
public sealed record PageLine(string? Name, PagedAs Role, DateTimeOffset At, DateTimeOffset? SentAt, DateTimeOffset? AnsweredAt);

/// <summary>Words in the course of a concern.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">When.</param>
/// <param name="By">Who; null where the viewer may not know.</param>
/// <param name="Words">The words; null where there are none, or they can no longer be opened.</param>
public sealed record ConcernEntry(SafeguardingEntryKind Kind, DateTimeOffset At, string? By, string? Words);

/// <summary>A concern as whoever raised it sees it: their own words, and whether somebody has it.</summary>
/// <param name="Id">The concern.</param>
/// <param name="At">When it was raised.</param>
/// <param name="About">Whom it is about.</param>
/// <param name="AlsoAbout">Whom they wrote that it is about, where they chose somebody by name too; null for nothing.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Immediate">True where somebody was in danger.</param>
/// <param name="State">Where it stands.</param>
/// <param name="EmergencyAt">When somebody said that 999 was called.</param>
/// <param name="HasIt">Who has it now.</param>
/// <param name="TakenAt">When somebody took it on.</param>
/// <param name="NextAt">When the next person is paged; null once somebody has it.</param>
/// <param name="Pages">Who was paged.</param>
/// <param name="Own">Their own words.</param>
/// <param name="OnDuty">Who to ring.</param>
/// <param name="Calling">How far calling somebody has come.</param>
public sealed record RaisedPage(
    Guid Id, DateTimeOffset At, string? About, string? AlsoAbout, SafeguardingKind? Kind, bool Immediate, SafeguardingState State, DateTimeOffset? EmergencyAt, string? HasIt, DateTimeOffset? TakenAt,
    DateTimeOffset? NextAt, IReadOnlyList<PageLine> Pages, IReadOnlyList<ConcernEntry> Own, IReadOnlyList<OnDuty> OnDuty, Calling Calling);

/// <summary>Something to do about a concern.</summary>
/// <param name="Number">Which.</param>
/// <param name="Owner">Who does it; null where the viewer may not know.</param>
/// <param name="Mine">True where it is the viewer's.</param>
/// <param name="What">What.</param>
/// <param name="By">By when.</param>
/// <param name="DoneOn">When it was done.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record ConcernTask(int Number, string? Owner, bool Mine, string? What, DateOnly By, DateOnly? DoneOn, string? Outcome);

/// <summary>A match of whom a concern is about, for the lead to stop.</summary>
/// <param name="Id">The match.</param>
/// <param name="Mentee">The mentee's name.</param>
/// <param name="Mentor">The mentor's name; null where others are not shown that they mentor.</param>
/// <param name="Since">When it was decided.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record ConcernMatch(Guid Id, string Mentee, string? Mentor, DateOnly Since, MatchState State, int Version);

/// <summary>Something told outside.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who told it.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="What">What.</param>
/// <param name="Why">Why.</param>
/// <param name="Consent">Whether the person agreed.</param>
/// <param name="WhyNot">Why without a yes.</param>
public sealed record ConcernTold(DateTimeOffset At, string? By, string? Recipient, string? What, string? Why, ConsentSought Consent, string? WhyNot);

/// <summary>A concern as whoever has it, or leads on safeguarding, sees it.</summary>
/// <param name="Id">The concern.</param>
/// <param name="Version">Concurrency token.</param>
/// <param name="At">When it was raised.</param>
/// <param name="AboutKnown">True where the service knows whom it is about.</param>
/// <param name="About">Whom it is about, as a name or in the reporter's words.</param>
/// <param name="AlsoAbout">Whom the reporter wrote that it is about, where they chose somebody by name too; null for nothing.</param>
/// <param name="Reporter">Who raised it; null where the viewer may not know.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Immediate">True where somebody was in danger.</param>
/// <param name="When">When it was, in the reporter's words.</param>
/// <param name="Did">What the reporter had done.</param>
/// <param name="State">Where it stands.</param>
/// <param name="EmergencyAt">When somebody said that 999 was called.</param>
/// <param name="TakenAt">When somebody took it on.</param>
/// <param name="Owner">Who has it; null for nobody, or somebody the viewer may not know.</param>
/// <param name="OwnerLeft">True where whoever has it does not work in the scheme any more.</param>
/// <param name="NextAt">When the next person is paged; null once somebody has it.</param>
/// <param name="TriagedAt">When it was looked at.</param>
/// <param name="LookOn">When to look again.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="Telling">Whether the person was told.</param>
/// <param name="TellingReviewOn">When not telling is looked at again.</param>
/// <param name="KeptLonger">Whether it is kept beyond its time.</param>
/// <param name="IsLead">True for the lead.</param>
/// <param name="Runs">True for the lead and whoever has it; false for somebody who only has something to do.</param>
/// <param name="Talk">Where the talk for whoever raised it stands; null where the viewer may not know of it.</param>
/// <param name="TalkBy">By when it is to be offered.</param>
/// <param name="Entries">Its course.</param>
/// <param name="Tasks">What is to be done.</param>
/// <param name="Told">What was told outside.</param>
/// <param name="Pages">The page log.</param>
/// <param name="Staff">Who can have it or do something about it.</param>
/// <param name="Matches">The matches that go on of whom it is about; for the lead, while it is open.</param>
public sealed record ConcernPage(
    Guid Id, int Version, DateTimeOffset At, bool AboutKnown, string? About, string? AlsoAbout, string? Reporter, SafeguardingKind? Kind, bool Immediate, string? When, string? Did, SafeguardingState State,
    DateTimeOffset? EmergencyAt, DateTimeOffset? TakenAt, string? Owner, bool OwnerLeft, DateTimeOffset? NextAt, DateTimeOffset? TriagedAt, DateOnly? LookOn, DateTimeOffset? ClosedAt, Telling Telling,
    DateOnly? TellingReviewOn, bool KeptLonger, bool IsLead, bool Runs, DebriefState? Talk, DateTimeOffset? TalkBy, IReadOnlyList<ConcernEntry> Entries, IReadOnlyList<ConcernTask> Tasks,
    IReadOnlyList<ConcernTold> Told, IReadOnlyList<PageLine> Pages, IReadOnlyList<Named> Staff, IReadOnlyList<ConcernMatch> Matches);

/// <summary>A concern in the lead's list.</summary>
/// <param name="Id">The concern.</param>
/// <param name="About">Whom it is about, where the service knows them.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="OwnerLeft">True where whoever has it does not work in the scheme any more.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Next">What is due next, in words.</param>
/// <param name="NextAt">When.</param>
/// <param name="Late">True where that time has passed.</param>
public sealed record LeadRow(Guid Id, string? About, SafeguardingKind? Kind, SafeguardingState State, string? Owner, bool OwnerLeft, DateTimeOffset RaisedAt, string Next, DateTimeOffset NextAt, bool Late);

/// <summary>The lead's page.</summary>
/// <param name="Open">Open concerns, by what is due next.</param>
/// <param name="Closed">The last ones that were closed.</param>
/// <param name="Gaps">The next time nobody is first on duty, for each scheme that has such a time in the coming week.</param>
public sealed record LeadPage(IReadOnlyList<LeadRow> Open, IReadOnlyList<RaisedRow> Closed, IReadOnlyList<(string Scheme, Stretch Gap)> Gaps);

/// <summary>Concerns about safety, to those who may read them.</summary>
public sealed class SafeguardingQueries(ThroughlineContext context, Vault vault, DutyQueries duty, TimeProvider clock)
{
    /// <summary>Most rows of a list.</summary>
    public const int Most = 200;

    private Viewer Viewer => context.Viewer;

    /// <summary>What is needed to raise a concern; <paramref name="person"/> is offered too where the viewer reaches them. At most seven commands.</summary>
    public async Task<DangerForm> FormAsync(Guid? person = null, CancellationToken cancellation = default)
    {
        var (viewer, today) = (Viewer.PersonId, clock.Today());
        List<Guid> ids = Viewer.Hat == Hat.PeerWorker
            ? await context.Matches.AsNoTracking().Where(m => m.MentorId == viewer && m.ClosedOn == null).OrderBy(m => m.Id).Select(m => m.PersonId).ToListAsync(cancellation)
            : person is { } asked && await context.ChoosableAsync(asked, cancellation) is not null ? [asked] : [];
        // A mentor knows people by what they are called.
        var names = Viewer.Hat == Hat.PeerWorker ? await context.CalledAsync(ids, cancellation) : await context.NamesAsync(ids.Select(i => (Guid?)i), cancellation);
        var now = await duty.NowAsync(cancellation);
        return new DangerForm(
            now, [.. names.Select(n => new Named(n.Key, n.Value)).OrderBy(n => n.Name, StringComparer.Ordinal).ThenBy(n => n.Id)], now.Count > 0 || await duty.HasLeadAsync(cancellation));
    }

    /// <summary>What the viewer raised, the latest first. Two commands.</summary>
    public async Task<IReadOnlyList<RaisedRow>> RaisedAsync(CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var rows = await context.SafeguardingConcerns.AsNoTracking().Where(c => c.ReporterId == viewer).OrderByDescending(c => c.RaisedAt).ThenByDescending(c => c.Id).Take(Most)
            .Select(c => new { c.Id, c.PersonId, c.AboutKnown, c.RaisedAt, c.State }).ToListAsync(cancellation);
        var names = await CalledAsync(rows.Where(r => r.AboutKnown).Select(r => r.PersonId), cancellation);
        return rows.ConvertAll(r => new RaisedRow(r.Id, r.RaisedAt, r.AboutKnown ? names.GetValueOrDefault(r.PersonId) : null, r.State));
    }

    /// <summary>One that the viewer raised; null for any other. Traced. Ten commands at most.</summary>
    public async Task<RaisedPage?> RaisedAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        if (await context.SafeguardingConcerns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.ReporterId == viewer, cancellation) is not { } concern)
        {
            return null;
        }

        var entries = await context.SafeguardingEntries.AsNoTracking().Where(e => e.ConcernId == id && e.ById == viewer).OrderBy(e => e.Number).ToListAsync(cancellation);
        // The clock before its pages: a step taken in between would look like one that found nobody.
        var next = await NextAsync([id], cancellation);
        var pages = await PagesAsync(id, cancellation);
        var open = await vault.OpenerAsync(new Opening(concern.PersonId, "a concern about safety", nameof(SafeguardingConcern), id, "Looked at what they raised"), cancellation);
        var names = await context.NamesAsync([concern.OwnerId], cancellation);
        var written = concern.AboutWords is null ? null : open(concern.AboutWords);
        var about = concern.AboutKnown ? (await CalledAsync([concern.PersonId], cancellation)).GetValueOrDefault(concern.PersonId) : written;
        return new RaisedPage(
            id, concern.RaisedAt, about, concern.AboutKnown ? written : null, concern.Kind, concern.Immediate, concern.State, concern.EmergencyCalledAt, concern.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
            concern.AcknowledgedAt, next.TryGetValue(id, out var at) ? at : null, pages,
            [.. entries.Where(e => e.Words is not null).Select(e => new ConcernEntry(e.Kind, e.At, null, open(e.Words!)))], concern.State == SafeguardingState.Closed ? [] : await duty.NowAsync(cancellation),
            CallingSoFar.Of(concern.RaisedAt, next.TryGetValue(id, out var due) ? due : null, [.. pages.Select(p => p.SentAt)], clock.Now()));
    }

    /// <summary>One that the viewer has, has something to do about, or leads on; null for any other. Traced. Fourteen commands at most.</summary>
    public async Task<ConcernPage?> FindAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var concern = await context.SafeguardingConcerns.AsNoTracking().FirstOrDefaultAsync(
            c => c.Id == id && (!c.AboutKnown || c.PersonId != viewer), cancellation);
        if (concern is null)
        {
            return null;
        }

        var tasks = await context.SafeguardingActions.AsNoTracking().Where(a => a.ConcernId == id).OrderBy(a => a.Number).ToListAsync(cancellation);
        var (lead, owns) = (Viewer.Leads(concern.SchemeId), concern.OwnerId == viewer && Viewer.WorksIn(concern.SchemeId));
        // Whoever only raised it has a page of their own, and nobody reads on who has done their part.
        if (!lead && !owns && (concern.State == SafeguardingState.Closed || !Viewer.WorksIn(concern.SchemeId) || !tasks.Exists(t => t.OwnerId == viewer && t.DoneOn is null)))
        {
            return null;
        }

        var entries = await context.SafeguardingEntries.AsNoTracking().Where(e => e.ConcernId == id).OrderBy(e => e.Number).ToListAsync(cancellation);
        var shares = await context.SafeguardingShares.AsNoTracking().Where(s => s.ConcernId == id).OrderBy(s => s.Number).ToListAsync(cancellation);
        var pages = await PagesAsync(id, cancellation);
        var talk = await context.Debriefs.AsNoTracking().Where(d => d.ConcernId == id).Select(d => new { d.State, d.DueBy }).FirstOrDefaultAsync(cancellation);
        var names = await context.NamesAsync(
            entries.Select(e => (Guid?)e.ById).Concat(tasks.Select(t => (Guid?)t.OwnerId)).Concat(shares.Select(s => (Guid?)s.ById)).Append(concern.OwnerId).Append(concern.ReporterId)
                .Append(concern.AboutKnown ? concern.PersonId : null), cancellation);
        var open = await vault.OpenerAsync(new Opening(concern.PersonId, "a concern about safety", nameof(SafeguardingConcern), id, lead ? "Leads on safeguarding" : "Acts on a concern about safety"), cancellation);
        var next = await NextAsync([id], cancellation);
        string? Open(SealedText? text) => text is null ? null : open(text);
        var written = Open(concern.AboutWords);
        var owner = concern.OwnerId is { } who ? names.GetValueOrDefault(who) : null;
        var left = owner is not null && concern is { State: not SafeguardingState.Closed, OwnerId: { } by }
            && !(await context.StaffAmongAsync([by], clock.Today(), cancellation)).Contains((by, concern.SchemeId));
        return new ConcernPage(
            id, concern.Version, concern.RaisedAt, concern.AboutKnown, concern.AboutKnown ? names.GetValueOrDefault(concern.PersonId) : written, concern.AboutKnown ? written : null,
            names.GetValueOrDefault(concern.ReporterId),
            concern.Kind, concern.Immediate, Open(concern.WhenWords), Open(concern.DoneWords), concern.State, concern.EmergencyCalledAt, concern.AcknowledgedAt,
            owner, left, next.TryGetValue(id, out var at) ? at : null, concern.TriagedAt, concern.LookOn, concern.ClosedAt, concern.Telling,
            concern.TellingReviewOn, concern.KeptLonger, lead, lead || owns, talk?.State, talk?.DueBy,
            [.. entries.Select(e => new ConcernEntry(e.Kind, e.At, names.GetValueOrDefault(e.ById), Open(e.Words)))],
            [.. tasks.Select(t => new ConcernTask(t.Number, names.GetValueOrDefault(t.OwnerId), t.OwnerId == viewer, Open(t.What), t.ByOn, t.DoneOn, Open(t.Outcome)))],
            [.. shares.Select(s => new ConcernTold(s.At, names.GetValueOrDefault(s.ById), Open(s.Recipient), Open(s.What), Open(s.Why), s.Consent, Open(s.WhyNot)))], pages,
            lead || owns ? [.. (await context.StaffNamesAsync(concern.SchemeId, clock.Today(), cancellation)).Where(s => s.Id != concern.PersonId)] : [],
            lead && concern is { AboutKnown: true, State: not SafeguardingState.Closed } ? await MatchesAsync(concern.PersonId, cancellation) : []);
    }

    private async Task<IReadOnlyList<ConcernMatch>> MatchesAsync(Guid personId, CancellationToken cancellation)
    {
        var today = clock.Today();
        var matches = await context.OpenMatchesOf(personId, today).AsNoTracking().OrderBy(m => m.Id).ToListAsync(cancellation);
        var set = await context.LabelsSetAsync(matches.Select(m => m.MentorId), today, cancellation);
        var names = await context.NamesAsync(matches.SelectMany(m => new[] { m.PersonId, set.Contains(m.MentorId) ? null : (Guid?)m.MentorId }), cancellation);
        return [.. matches.Where(m => names.ContainsKey(m.PersonId))
            .Select(m => new ConcernMatch(m.Id, names[m.PersonId], set.Contains(m.MentorId) ? null : names.GetValueOrDefault(m.MentorId), m.DecidedOn, m.State, m.Version))];
    }

    /// <summary>The lead's page; null under any other hat. Nine commands.</summary>
    public async Task<LeadPage?> LeadAsync(CancellationToken cancellation = default)
    {
        if (Viewer.Hat != Hat.SafeguardingLead)
        {
            return null;
        }

        var (viewer, mine, now) = (Viewer.PersonId, Viewer.SchemeIds, clock.Now());
        var open = await context.SafeguardingConcerns.AsNoTracking().Where(c => mine.Contains(c.SchemeId) && c.State != SafeguardingState.Closed && (!c.AboutKnown || c.PersonId != viewer))
            .OrderBy(c => c.RaisedAt).ThenBy(c => c.Id).Take(Most).ToListAsync(cancellation);
        var closed = await context.SafeguardingConcerns.AsNoTracking().Where(c => mine.Contains(c.SchemeId) && c.State == SafeguardingState.Closed && (!c.AboutKnown || c.PersonId != viewer))
            .OrderByDescending(c => c.ClosedAt).ThenByDescending(c => c.Id).Take(20).ToListAsync(cancellation);
        var ids = open.ConvertAll(c => c.Id);
        var tasks = (await context.SafeguardingActions.AsNoTracking().Where(a => ids.Contains(a.ConcernId) && a.DoneOn == null).Select(a => new { a.ConcernId, a.ByOn }).ToListAsync(cancellation)).ToLookup(a => a.ConcernId, a => a.ByOn);
        var alarms = await NextAsync(ids, cancellation);
        var names = await context.NamesAsync(open.Concat(closed).SelectMany(c => new[] { c.AboutKnown ? c.PersonId : (Guid?)null, c.OwnerId }), cancellation);
        string? Name(Guid? id) => id is { } who ? names.GetValueOrDefault(who) : null;
        var staff = await context.StaffAmongAsync([.. open.Select(c => c.OwnerId).OfType<Guid>().Distinct()], now.LondonDate(), cancellation);
        var gaps = (await duty.RotaAsync(cancellation)).SelectMany(r => r.Gaps.Where(g => g.From < now.AddDays(7)).Take(1).Select(g => (r.Scheme, g))).ToList();
        return new LeadPage(
            [.. open.Select(c =>
                {
                    var (next, at) = Next(c, tasks[c.Id], alarms);
                    var left = c.OwnerId is { } by && names.ContainsKey(by) && !staff.Contains((by, c.SchemeId));
                    return new LeadRow(c.Id, c.AboutKnown ? Name(c.PersonId) : null, c.Kind, c.State, Name(c.OwnerId), left, c.RaisedAt, next, at, at < now);
                }).OrderBy(r => r.NextAt).ThenBy(r => r.RaisedAt).ThenBy(r => r.Id)],
            [.. closed.Select(c => new RaisedRow(c.Id, c.ClosedAt!.Value, c.AboutKnown ? Name(c.PersonId) : null, c.State))], gaps);
    }

    /// <summary>What is due next of a concern, and when: the end of a London day where it is a day.</summary>
    private static (string Next, DateTimeOffset At) Next(SafeguardingConcern concern, IEnumerable<DateOnly> tasks, Dictionary<Guid, DateTimeOffset> alarms)
    {
        static DateTimeOffset End(DateOnly day) => day.AddDays(1).StartInLondon();
        if (concern.State.Waits())
        {
            return ("Nobody has it. The next person is paged", alarms.TryGetValue(concern.Id, out var at) ? at : concern.RaisedAt);
        }

        if (concern.State == SafeguardingState.Acknowledged)
        {
            return ("Look at it and say what is needed", End(concern.RaisedAt.LondonDate()));
        }

        List<(string, DateTimeOffset)> dates = [];
        dates.AddRange(tasks.Order().Take(1).Select(day => ("Something agreed is to be done", End(day))));
        if (concern.LookOn is { } look)
        {
            dates.Add(("Look at it again", End(look)));
        }

        if (concern.TellingReviewOn is { } telling)
        {
            dates.Add(("Look again whether to tell the person", End(telling)));
        }

        if (concern is { AboutKnown: true, Telling: Telling.NotDecided })
        {
            dates.Add(("Say whether the person has been told", End(concern.RaisedAt.LondonDate().AddDays(1))));
        }

        return dates.Count > 0 ? dates.MinBy(d => d.Item2) : ("Say how it goes on", End(concern.RaisedAt.LondonDate().AddDays(1)));
    }

    private async Task<IReadOnlyList<PageLine>> PagesAsync(Guid id, CancellationToken cancellation)
    {
        var pages = await context.DutyPages.AsNoTracking().Where(p => p.CaseId == id).OrderBy(p => p.Step).ToListAsync(cancellation);
        var names = await context.NamesAsync(pages.Select(p => (Guid?)p.PersonId), cancellation);
        return pages.ConvertAll(p => new PageLine(names.GetValueOrDefault(p.PersonId), p.Role, p.At, p.SentAt, p.AnsweredAt));
    }

    private async Task<Dictionary<Guid, DateTimeOffset>> NextAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) => ids.Count == 0 ? []
        : await context.DutyAlarms.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.OwnFilter]).Where(a => ids.Contains(a.Id) && a.AnsweredAt == null).ToDictionaryAsync(a => a.Id, a => a.NextAt, cancellation);

    private async Task<Dictionary<Guid, string>> CalledAsync(IEnumerable<Guid> ids, CancellationToken cancellation) =>
        Viewer.Hat == Hat.PeerWorker ? await context.CalledAsync(ids, cancellation) : await context.NamesAsync(ids.Select(i => (Guid?)i), cancellation);
}
