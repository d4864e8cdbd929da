using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Somebody whom the viewer mentors, in their list.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Name">What they are called.</param>
/// <param name="State">Where it stands.</param>
/// <param name="MeetingAt">When the two meet first; null once they have.</param>
/// <param name="Last">When they were last in touch; null for never.</param>
/// <param name="EndsOn">The planned last day.</param>
/// <param name="Stopped">True where new meetings are not logged for now.</param>
public sealed record MenteeRow(Guid MatchId, string Name, MatchState State, DateTimeOffset? MeetingAt, DateTimeOffset? Last, DateOnly? EndsOn, bool Stopped);

/// <summary>A mentor's day.</summary>
/// <param name="People">Whom they mentor.</param>
/// <param name="Before">How many they mentored before.</param>
/// <param name="Debriefs">Offers to talk that wait for their answer.</param>
/// <param name="Schemes">The schemes in which they mentor.</param>
/// <param name="WeekMinutes">Minutes logged since Monday.</param>
/// <param name="Stopped">Whose match with the viewer was stopped lately.</param>
public sealed record MentorDay(IReadOnlyList<MenteeRow> People, int Before, IReadOnlyList<Guid> Debriefs, IReadOnlyList<Named> Schemes, int WeekMinutes, IReadOnlyList<string> Stopped);

/// <summary>A talk that is offered to the viewer.</summary>
/// <param name="Id">The offer.</param>
/// <param name="By">Who offers it; null where the system did, or the viewer may not know.</param>
/// <param name="At">When it was offered.</param>
/// <param name="Declined">How often they said not now.</param>
public sealed record OfferedTalk(Guid Id, string? By, DateTimeOffset At, int Declined);

/// <summary>A goal with its steps.</summary>
/// <param name="Id">The goal.</param>
/// <param name="Words">What they want to get to.</param>
/// <param name="State">How it stands.</param>
/// <param name="On">Since when.</param>
/// <param name="Steps">Number, words and whether done, of each step.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record GoalOnPage(Guid Id, string? Words, GoalState State, DateOnly On, IReadOnlyList<(int Number, string? Words, DateOnly? DoneOn)> Steps, int Version);

/// <summary>
/// The page of somebody whom the viewer mentors: what they are called, how to be in touch, their goals, the viewer's own logs, and what was written
/// for the viewer. Nothing else (INV-072).
/// </summary>
/// <param name="MatchId">The match.</param>
/// <param name="PersonId">The mentee.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Name">What they are called.</param>
/// <param name="State">Where it stands.</param>
/// <param name="MeetingAt">When the two meet first.</param>
/// <param name="EndsOn">The planned last day.</param>
/// <param name="ContactNote">Safe times and ways, in their words.</param>
/// <param name="NoContact">True when they are not to be contacted.</param>
/// <param name="Limits">What stays between the two.</param>
/// <param name="LimitsOn">When the mentee was told; null for not yet.</param>
/// <param name="Stopped">True where new meetings are not logged for now.</param>
/// <param name="Written">What was written for the mentor.</param>
/// <param name="Goals">The goals that are open.</param>
/// <param name="Contacts">The mentor's own logs, the latest first.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record MenteePage(
    Guid MatchId, Guid PersonId, Guid SchemeId, string Name, MatchState State, DateTimeOffset? MeetingAt, DateOnly? EndsOn, string? ContactNote, bool NoContact,
    IReadOnlyList<string> Limits, DateOnly? LimitsOn, bool Stopped, IReadOnlyList<MatchEntryOnPage> Written, IReadOnlyList<GoalOnPage> Goals, IReadOnlyList<ContactRow> Contacts, int Version);

/// <summary>A contact as its mentor sees it, to correct it.</summary>
/// <param name="Contact">What it says.</param>
/// <param name="MatchId">The match.</param>
/// <param name="Name">What the mentee is called.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record OwnContact(ContactRow Contact, Guid MatchId, string Name, int Version);

/// <summary>Mentoring in one scheme, as somebody who is worked with sees their own.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Waits">Since when they wait; null where they do not.</param>
/// <param name="ReferralId">Their place on the list.</param>
/// <param name="MatchId">Their match; null for none.</param>
/// <param name="Mentor">What the mentor is called.</param>
/// <param name="State">Where the match stands.</param>
/// <param name="MeetingAt">When the two meet first.</param>
/// <param name="BeganOn">When they began.</param>
/// <param name="TrialEndsOn">When the trial ends.</param>
/// <param name="EndsOn">The planned last day.</param>
/// <param name="SharesNotes">Whether they see what the mentor writes.</param>
/// <param name="Limits">What stays between them and a mentor.</param>
/// <param name="LimitsOn">When they were told.</param>
/// <param name="Written">What was written for them.</param>
/// <param name="Goals">Their goals.</param>
/// <param name="Contacts">The meetings.</param>
/// <param name="Version">The match's concurrency token.</param>
/// <param name="ReviewOn">When somebody looks how it goes; null for no such day.</param>
/// <param name="StoppedWith">With whom a match was stopped lately; null for none.</param>
public sealed record MyMentor(
    Guid SchemeId, string Scheme, DateOnly? Waits, Guid? ReferralId, Guid? MatchId, string? Mentor, MatchState? State, DateTimeOffset? MeetingAt, DateOnly? BeganOn, DateOnly? TrialEndsOn, DateOnly? EndsOn,
    bool SharesNotes, IReadOnlyList<string> Limits, DateOnly? LimitsOn, IReadOnlyList<MatchEntryOnPage> Written, IReadOnlyList<GoalOnPage> Goals, IReadOnlyList<ContactRow> Contacts, int Version,
    DateOnly? ReviewOn, string? StoppedWith);

/// <summary>Somebody's goals.</summary>
/// <param name="PersonId">Whose they are.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Own">True for the viewer's own.</param>
/// <param name="MatchId">The match through which a mentor sees them.</param>
/// <param name="Goals">The goals, open ones first.</param>
public sealed record GoalsPage(Guid PersonId, Guid SchemeId, string Name, bool Own, Guid? MatchId, IReadOnlyList<GoalOnPage> Goals);

/// <summary>Somebody about whom the viewer can say a wish.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Kind">What the viewer wishes; null for nothing.</param>
public sealed record WishRow(Guid Id, string Name, WishKind? Kind);

/// <summary>Three questions about how it goes, as one of the two answers them.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Name">What the other is called.</param>
/// <param name="Mentor">True where the viewer is the mentor.</param>
/// <param name="ReviewOn">When somebody looks how it goes; null for no such day.</param>
/// <param name="Own">The viewer's own answers, the latest first.</param>
public sealed record ChecksPage(Guid MatchId, string Name, bool Mentor, DateOnly? ReviewOn, IReadOnlyList<OwnCheck> Own);

/// <summary>The viewer's answers of one day.</summary>
/// <param name="Id">Their id.</param>
/// <param name="On">When.</param>
/// <param name="Ease">0 to 3.</param>
/// <param name="Aim">0 to 3.</param>
/// <param name="Way">0 to 3.</param>
/// <param name="ForReview">True where whoever looks how it goes may read them.</param>
public sealed record OwnCheck(Guid Id, DateOnly On, int Ease, int Aim, int Way, bool ForReview);

/// <summary>The viewer's own limits on where and when they can be, in one scheme.</summary>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Limits">Those that hold.</param>
public sealed record MyLimits(string Scheme, IReadOnlyList<AccessLine> Limits);

/// <summary>Mentoring as the two see it: a mentor their people, somebody who is worked with their own.</summary>
public sealed class MyMentoringQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    private Viewer Viewer => context.Viewer;

    /// <summary>A mentor's day. Six commands.</summary>
    public async Task<MentorDay> DayAsync(CancellationToken cancellation = default)
    {
        var (viewer, now) = (Viewer.PersonId, clock.Now());
        var matches = Viewer.Hat == Hat.PeerWorker ? await context.Matches.AsNoTracking().Where(m => m.MentorId == viewer).OrderBy(m => m.Id).ToListAsync(cancellation) : [];
        var names = await context.CalledAsync(matches.Select(m => m.PersonId), cancellation);
        var open = matches.Where(m => m.ClosedOn is null && names.ContainsKey(m.PersonId)).ToList();
        var ids = open.ConvertAll(m => m.Id);
        var last = await context.Contacts.AsNoTracking().Where(c => ids.Contains(c.MatchId) && c.TakenBackAt == null).GroupBy(c => c.MatchId).Select(g => new { g.Key, At = g.Max(c => c.StartsAt) }).ToDictionaryAsync(g => g.Key, g => g.At, cancellation);
        var today = clock.Today();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7)).StartInLondon();
        var minutes = await context.Contacts.AsNoTracking().Where(c => c.MentorId == viewer && c.TakenBackAt == null && c.StartsAt >= monday && c.StartsAt <= now).SumAsync(c => c.Minutes, cancellation);
        var debriefs = await context.Debriefs.AsNoTracking().Where(d => d.PersonId == viewer && d.State == DebriefState.Offered).OrderBy(d => d.DueBy).Select(d => d.Id).ToListAsync(cancellation);
        var mine = Viewer.SchemeIds;
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        var stopped = await context.StoppedAsync(open, cancellation);
        return new MentorDay(
            [.. open.Select(m => new MenteeRow(
                    m.Id, names[m.PersonId], m.State, m.State == MatchState.MenteeMeeting ? m.MeetingAt : null, last.TryGetValue(m.Id, out var at) ? at : null, m.EndsOn, stopped.Contains(m.Id)))
                .OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.MatchId)],
            matches.Count(m => m.ClosedOn is not null && names.ContainsKey(m.PersonId)), debriefs, schemes, minutes,
            [.. matches.Where(m => m.ToldUntil >= today && names.ContainsKey(m.PersonId)).Select(m => names[m.PersonId]).Order(StringComparer.Ordinal)]);
    }

    /// <summary>How many people the viewer mentors now, under whatever hat they ask: those they may know of. One command.</summary>
    public async Task<int> MentorsAsync(CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        return await (from tie in context.MatchTies
                      join person in context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]) on tie.PersonId equals person.Id
                      where tie.MentorId == viewer && tie.ClosedOn == null
                      select tie.Id).CountAsync(cancellation);
    }

    /// <summary>The talks that are offered to the viewer and wait for their answer, under whatever hat. Two commands.</summary>
    public async Task<IReadOnlyList<OfferedTalk>> TalksAsync(CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var talks = await context.Debriefs.AsNoTracking().Where(d => d.PersonId == viewer && d.State == DebriefState.Offered).OrderBy(d => d.DueBy).ThenBy(d => d.Id)
            .Select(d => new { d.Id, d.OfferedById, d.OfferedAt, d.Declined }).ToListAsync(cancellation);
        var names = await context.NamesAsync(talks.Select(t => t.OfferedById), cancellation);
        return [.. talks.Select(t => new OfferedTalk(t.Id, t.OfferedById is { } by ? names.GetValueOrDefault(by) : null, t.OfferedAt!.Value, t.Declined))];
    }

    /// <summary>The page of somebody whom the viewer mentors; null for anybody else, and once it is over. Traced. Eight commands.</summary>
    public async Task<MenteePage?> MenteeAsync(Guid matchId, CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var match = Viewer.Hat == Hat.PeerWorker ? await context.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == matchId && m.MentorId == viewer && m.ClosedOn == null, cancellation) : null;
        var person = match is null ? null : await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter]).FirstOrDefaultAsync(p => p.Id == match.PersonId, cancellation);
        if (match is null || person is null)
        {
            return null;
        }

        var template = await context.Schemes.AsNoTracking().Where(s => s.Id == match.SchemeId).Select(s => s.TemplateId).FirstAsync(cancellation);
        var entries = await context.MatchEntries.AsNoTracking().Where(e => e.MatchId == matchId && e.Words != null).OrderBy(e => e.Number).ToListAsync(cancellation);
        var contacts = await context.Contacts.AsNoTracking().Where(c => c.MatchId == matchId && c.TakenBackAt == null).OrderByDescending(c => c.StartsAt).ThenByDescending(c => c.Id).Take(20).ToListAsync(cancellation);
        var goals = await GoalsAsync(match.PersonId, match.SchemeId, cancellation);
        var names = await context.CalledAsync(entries.Select(e => e.ById), cancellation);
        var limits = await context.LimitsToldAsync(match.PersonId, match.SchemeId, cancellation);
        var open = await vault.OpenerAsync(new Opening(match.PersonId, "your page with your mentor", nameof(Match), matchId, "Looked at the page of somebody they mentor"), cancellation);
        return new MenteePage(
            matchId, match.PersonId, match.SchemeId, person.PreferredName, match.State, match.MeetingAt, match.EndsOn, person.ContactNote is null ? null : open(person.ContactNote), person.NoContact,
            ConfidentialityLimits.Of(template), limits, (await context.StoppedAsync([match], cancellation)).Contains(matchId),
            [.. entries.Select(e => new MatchEntryOnPage(e.Kind, e.On, names.GetValueOrDefault(e.ById), open(e.Words!)))],
            [.. goals.Where(g => g.State == GoalState.Open).Select(g => Shown(g, open))],
            [.. contacts.Select(c => new ContactRow(c.Id, c.StartsAt, c.Minutes, c.Mode, c.Place, c.WhatHelped is null ? null : open(c.WhatHelped), c.Load))], match.Version);
    }

    /// <summary>A contact of the viewer's own, to correct it; null for any other. Traced. Three commands.</summary>
    public async Task<OwnContact?> ContactAsync(Guid id, CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var contact = Viewer.Hat == Hat.PeerWorker ? await context.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.MentorId == viewer && c.TakenBackAt == null, cancellation) : null;
        if (contact is null || !(await context.CalledAsync([contact.PersonId], cancellation)).TryGetValue(contact.PersonId, out var name))
        {
            return null;
        }

        var words = await vault.OpenAsync(new Opening(contact.PersonId, "what your mentor wrote about a meeting", nameof(Contact), id, "Looked at their own log"), contact.WhatHelped, cancellation);
        return new OwnContact(new ContactRow(id, contact.StartsAt, contact.Minutes, contact.Mode, contact.Place, words, contact.Load), contact.MatchId, name, contact.Version);
    }

    /// <summary>The viewer's own mentor, in each scheme in which they are worked with. Traced for themselves. A fixed number of commands for each scheme.</summary>
    public async Task<IReadOnlyList<MyMentor>> MineAsync(CancellationToken cancellation = default)
    {
        var (viewer, today) = (Viewer.PersonId, clock.Today());
        var schemes = await context.Schemes.AsNoTracking()
            .Where(s => context.RoleHoldings.Any(h => h.PersonId == viewer && h.SchemeId == s.Id && h.State == RoleState.Held && h.From <= today && (h.To == null || h.To >= today)
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Mentee))))
            .OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name, s.TemplateId }).ToListAsync(cancellation);
        var open = await vault.OpenerAsync(new Opening(viewer, "your page about your mentor", nameof(Match), Guid.Empty, "Own page"), cancellation);
        List<MyMentor> mine = [];
        foreach (var scheme in schemes)
        {
            var referral = await context.Referrals.AsNoTracking().FirstOrDefaultAsync(r => r.PersonId == viewer && r.SchemeId == scheme.Id && r.ClosedOn == null, cancellation);
            var match = await context.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.PersonId == viewer && m.SchemeId == scheme.Id && m.ClosedOn == null, cancellation);
            var entries = match is null ? [] : await context.MatchEntries.AsNoTracking()
                .Where(e => e.MatchId == match.Id && e.Words != null && (e.Kind == MatchEntryKind.Decision || e.Kind == MatchEntryKind.Review || e.Kind == MatchEntryKind.EndingPlan)).OrderBy(e => e.Number).ToListAsync(cancellation);
            var names = match is null ? [] : await context.CalledAsync(entries.Select(e => e.ById).Append(match.MentorId), cancellation);
            if (match is not null && !names.ContainsKey(match.MentorId))
            {
                match = null;
                entries = [];
            }

            var contacts = match is null ? [] : await context.Contacts.AsNoTracking().Where(c => c.MatchId == match.Id && c.TakenBackAt == null).OrderByDescending(c => c.StartsAt).ThenByDescending(c => c.Id).Take(20).ToListAsync(cancellation);
            var stopped = match is not null ? null : await context.Matches.AsNoTracking()
                .Where(m => m.PersonId == viewer && m.SchemeId == scheme.Id && m.ToldUntil >= today)
                .OrderByDescending(m => m.ClosedOn).ThenBy(m => m.Id).Select(m => (Guid?)m.MentorId).FirstOrDefaultAsync(cancellation);
            var stoppedWith = stopped is { } mentor ? (await context.CalledAsync([mentor], cancellation)).GetValueOrDefault(mentor) : null;
            var goals = await GoalsAsync(viewer, scheme.Id, cancellation);
            mine.Add(new MyMentor(
                scheme.Id, scheme.Name, referral?.On, referral?.Id, match?.Id, match is null ? null : names[match.MentorId], match?.State, match?.MeetingAt, match?.BeganOn, match?.TrialEndsOn, match?.EndsOn,
                match?.SharesNotes ?? true, ConfidentialityLimits.Of(scheme.TemplateId), await context.LimitsToldAsync(viewer, scheme.Id, cancellation),
                [.. entries.Select(e => new MatchEntryOnPage(e.Kind, e.On, names.GetValueOrDefault(e.ById), open(e.Words!)))], [.. goals.Select(g => Shown(g, open))],
                [.. contacts.Select(c => new ContactRow(c.Id, c.StartsAt, c.Minutes, c.Mode, c.Place, c.Shared && c.WhatHelped is not null ? open(c.WhatHelped) : null, null))], match?.Version ?? 0,
                match?.ReviewOn, stoppedWith));
        }

        return mine;
    }

    /// <summary>Somebody's goals: the viewer's own, or those of somebody whom the viewer mentors; null otherwise. Traced. Four commands.</summary>
    public async Task<GoalsPage?> GoalsOfAsync(Guid schemeId, Guid personId, CancellationToken cancellation = default)
    {
        var (viewer, own) = (Viewer.PersonId, personId == Viewer.PersonId);
        var match = own ? null : Viewer.Hat == Hat.PeerWorker
            ? await context.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.PersonId == personId && m.SchemeId == schemeId && m.MentorId == viewer && m.ClosedOn == null, cancellation) : null;
        if ((!own && match is null) || (own && !await context.IsWorkedWithAsync(viewer, schemeId, clock.Today(), cancellation))
            || !(await context.CalledAsync([personId], cancellation)).TryGetValue(personId, out var name))
        {
            return null;
        }

        var goals = await GoalsAsync(personId, schemeId, cancellation);
        var open = await vault.OpenerAsync(new Opening(personId, "your goals", nameof(Goal), personId, own ? "Own page" : "Worked on goals together"), cancellation);
        return new GoalsPage(personId, schemeId, name, own, match?.Id, [.. goals.Select(g => Shown(g, open))]);
    }

    /// <summary>About whom the viewer can say a wish, with what they said, by name. Four commands.</summary>
    public async Task<IReadOnlyList<WishRow>> WishesAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var people = await MentoringPeople.WishableAsync(context, schemeId, clock.Today(), cancellation);
        var said = await context.MatchWishes.AsNoTracking().Where(w => w.PersonId == viewer && w.SchemeId == schemeId && w.To == null).ToDictionaryAsync(w => w.OtherId, w => w.Kind, cancellation);
        foreach (var (id, name) in await context.CalledAsync(said.Keys.Where(id => !people.ContainsKey(id)), cancellation))
        {
            people.Add(id, name);
        }

        return [.. people.OrderBy(p => p.Value, StringComparer.Ordinal).ThenBy(p => p.Key).Select(p => new WishRow(p.Key, p.Value, said.TryGetValue(p.Key, out var kind) ? kind : null))];
    }

    /// <summary>Three questions about one of the viewer's own matches, once it has begun and while it goes on; null for any other. Three commands.</summary>
    public async Task<ChecksPage?> ChecksAsync(Guid matchId, CancellationToken cancellation = default)
    {
        var (viewer, mentors) = (Viewer.PersonId, Viewer.Hat == Hat.PeerWorker);
        var match = await context.Matches.AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == matchId && m.ClosedOn == null && m.BeganOn != null && (m.PersonId == viewer || (mentors && m.MentorId == viewer)), cancellation);
        var other = match is null ? Guid.Empty : match.PersonId == viewer ? match.MentorId : match.PersonId;
        if (match is null || !(await context.CalledAsync([other], cancellation)).TryGetValue(other, out var name))
        {
            return null;
        }

        var own = await context.MatchChecks.AsNoTracking().Where(c => c.MatchId == matchId && c.PersonId == viewer).OrderByDescending(c => c.On)
            .Select(c => new OwnCheck(c.Id, c.On, c.Ease, c.Aim, c.Way, c.ForReview)).ToListAsync(cancellation);
        return new ChecksPage(matchId, name, match.MentorId == viewer, match.ReviewOn, own);
    }

    /// <summary>Whether the viewer's own label has set, so that others are shown less of them. One command.</summary>
    public async Task<bool> LabelHasSetAsync(CancellationToken cancellation = default) => (await context.LabelsSetAsync([Viewer.PersonId], clock.Today(), cancellation)).Count > 0;

    /// <summary>The viewer's own limits on where and when they can be. Opened as their own. Four commands.</summary>
    public async Task<IReadOnlyList<MyLimits>> LimitsAsync(CancellationToken cancellation = default)
    {
        var viewer = Viewer.PersonId;
        var limits = await context.AccessConstraints.AsNoTracking().Where(c => c.PersonId == viewer && c.EndedOn == null).OrderBy(c => c.From).ThenBy(c => c.Id).ToListAsync(cancellation);
        if (limits.Count == 0)
        {
            return [];
        }

        var schemes = limits.Select(l => l.SchemeId).Distinct().ToList();
        var names = await context.Schemes.AsNoTracking().Where(s => schemes.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancellation);
        var sites = await context.Set<Site>().AsNoTracking().Where(s => schemes.Contains(s.SchemeId)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        var open = await vault.OpenerAsync(new Opening(viewer, "limits on where and when you can be", nameof(AccessConstraint), viewer, "Own page"), cancellation);
        return [.. names.Select(s => new MyLimits(s.Name, [.. limits.Where(l => l.SchemeId == s.Id).Select(l => AccessLine.Of(l, sites, open))]))];
    }

    private async Task<List<Goal>> GoalsAsync(Guid personId, Guid schemeId, CancellationToken cancellation) =>
        await context.Goals.AsNoTracking().Include(g => g.Steps.OrderBy(s => s.Number)).Where(g => g.PersonId == personId && g.SchemeId == schemeId)
            .OrderBy(g => g.State).ThenBy(g => g.On).ThenBy(g => g.Id).Take(20).ToListAsync(cancellation);

    private static GoalOnPage Shown(Goal goal, Func<SealedText, string?> open) =>
        new(goal.Id, open(goal.Words), goal.State, goal.On, [.. goal.Steps.Select(s => (s.Number, open(s.Words), s.DoneOn))], goal.Version);
}
