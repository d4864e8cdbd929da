using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Somebody on the list for a mentor.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Since">Since when they have waited.</param>
/// <param name="Source">By what way they came.</param>
/// <param name="HasSaid">True when something is written down that helps to find the right person.</param>
public sealed record WaitingRow(Guid Id, string Name, DateOnly Since, ReferralSource Source, bool HasSaid);

/// <summary>A match in the list.</summary>
/// <param name="Id">The match.</param>
/// <param name="Mentee">The mentee's name.</param>
/// <param name="Mentor">The mentor's name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Next">The next date of it: the first meeting, the end of the trial, the next look or the last day.</param>
/// <param name="Stopped">True where new contacts are not logged and somebody has to look.</param>
public sealed record MatchRow(Guid Id, string Mentee, string Mentor, MatchState State, DateOnly? Next, bool Stopped);

/// <summary>An offer to talk, to whoever makes it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Mentor">The mentor's name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueBy">By when it is to be made.</param>
/// <param name="At">Since when it is due.</param>
public sealed record DebriefRow(Guid Id, string Mentor, DebriefState State, DateTimeOffset DueBy, DateTimeOffset At);

/// <summary>A match that the safeguarding lead stopped, while both are still to be talked with.</summary>
/// <param name="Id">The match.</param>
/// <param name="Mentee">The mentee's name.</param>
/// <param name="Mentor">The mentor's name; null where others are not shown that they mentor.</param>
/// <param name="On">When it was stopped.</param>
public sealed record StoppedRow(Guid Id, string Mentee, string? Mentor, DateOnly On);

/// <summary>Mentoring in one scheme.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Waiting">Who waits, longest first.</param>
/// <param name="Matches">Matches that are open.</param>
/// <param name="Unnamed">Who has a mentor whom others are not shown to be one, by name.</param>
/// <param name="Stopped">Matches that the safeguarding lead stopped, the earliest first.</param>
/// <param name="Runs">When the viewer had proposals made, the latest first.</param>
public sealed record MentoringScheme(
    Guid SchemeId, string Scheme, IReadOnlyList<WaitingRow> Waiting, IReadOnlyList<MatchRow> Matches, IReadOnlyList<string> Unnamed, IReadOnlyList<StoppedRow> Stopped,
    IReadOnlyList<(Guid Id, DateTimeOffset At)> Runs);

/// <summary>The page of mentoring.</summary>
/// <param name="Schemes">The viewer's schemes.</param>
/// <param name="Debriefs">Talks to offer or to hold.</param>
public sealed record MentoringOverview(IReadOnlyList<MentoringScheme> Schemes, IReadOnlyList<DebriefRow> Debriefs);

/// <summary>What somebody said for matching, with the lists to choose from.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Name">Their name.</param>
/// <param name="Own">True for the viewer's own.</param>
/// <param name="Mentors">True for a mentor's, false for somebody who is to be mentored.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Details">What they said.</param>
/// <param name="HasSaid">False where nothing is written down yet.</param>
/// <param name="Version">The version, 0 where nothing is.</param>
/// <param name="Interests">Code and name of each interest, with whether it counts only if both agree.</param>
/// <param name="Languages">Code and name of each language.</param>
/// <param name="Sites">The scheme's sites.</param>
public sealed record SaidPage(
    Guid PersonId, string Name, bool Own, bool Mentors, string Scheme, MatchDetails Details, bool HasSaid, int Version,
    IReadOnlyList<(string Code, string Name, bool Lived)> Interests, IReadOnlyList<(string Code, string Name)> Languages, IReadOnlyList<Named> Sites);

/// <summary>An option for somebody who waits.</summary>
/// <param name="MentorId">The mentor.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">Their role.</param>
/// <param name="Factors">The factors of the fit.</param>
/// <param name="Score">The fit, 0 to 1000.</param>
/// <param name="Load">How many people they have.</param>
/// <param name="Limit">How many they may have.</param>
/// <param name="Shared">When both can meet.</param>
public sealed record MatchOption(Guid MentorId, string Name, string Role, MatchFactors Factors, short Score, int Load, int Limit, IReadOnlyList<string> Shared);

/// <summary>Somebody who was looked at and is not an option.</summary>
/// <param name="MentorId">The mentor.</param>
/// <param name="Name">Their name.</param>
/// <param name="Bars">What rules them out.</param>
public sealed record RuledOut(Guid MentorId, string Name, IReadOnlyList<MatchBar> Bars)
{
    /// <summary>True where agreement can set it aside.</summary>
    public bool CanBeAgreed => Bars.All(b => !b.IsHard());
}

/// <summary>A limit on where or when somebody can be.</summary>
/// <param name="Id">The limit.</param>
/// <param name="Words">What it is.</param>
/// <param name="OnlyAt">The only sites at which they can meet.</param>
/// <param name="NotAt">Sites at which they cannot.</param>
/// <param name="NotWhen">Parts of the week in which they cannot.</param>
/// <param name="From">Since when.</param>
/// <param name="Wrong">What the person says is wrong with it; null where they said nothing.</param>
/// <param name="WrongOn">When they said so.</param>
/// <param name="Answer">What a coordinator answered; null while nobody has.</param>
/// <param name="AnsweredOn">When.</param>
public sealed record AccessLine(
    Guid Id, string? Words, IReadOnlyList<string> OnlyAt, IReadOnlyList<string> NotAt, IReadOnlyList<string> NotWhen, DateOnly From, string? Wrong, DateOnly? WrongOn, string? Answer, DateOnly? AnsweredOn)
{
    internal static AccessLine Of(AccessConstraint limit, Dictionary<Guid, string> sites, Func<SealedText, string?> open) => new(
        limit.Id, open(limit.Words), [.. limit.OnlyAt.Where(sites.ContainsKey).Select(id => sites[id])], [.. limit.NotAt.Where(sites.ContainsKey).Select(id => sites[id])],
        [.. WeekSlots.In(limit.NotWhen).Select(WeekSlots.Name)], limit.From, limit.Wrong is null ? null : open(limit.Wrong), limit.WrongOn, limit.Answer is null ? null : open(limit.Answer), limit.AnsweredOn);
}

/// <summary>The limits on where and when somebody can be.</summary>
/// <param name="PersonId">Whose.</param>
/// <param name="SchemeId">In which scheme.</param>
/// <param name="Name">Their name.</param>
/// <param name="Sites">The sites to choose from.</param>
/// <param name="Limits">Those that hold.</param>
public sealed record AccessPage(Guid PersonId, Guid SchemeId, string Name, IReadOnlyList<Named> Sites, IReadOnlyList<AccessLine> Limits);

/// <summary>The page of somebody who waits.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Name">Their name.</param>
/// <param name="ReferralId">Their place on the list.</param>
/// <param name="Since">Since when they have waited.</param>
/// <param name="Words">What for, in their words.</param>
/// <param name="LimitsOn">When they were told what stays between them and a mentor; null for not yet.</param>
/// <param name="HasSaid">Whether something is written down for matching.</param>
/// <param name="Details">What.</param>
/// <param name="Weights">The weights, in thousandths.</param>
/// <param name="Options">The best options, at most so many as the settings say.</param>
/// <param name="RuledOut">Every other mentor, with why.</param>
/// <param name="Others">How many more mentors nothing rules out.</param>
/// <param name="Limited">Where and when they can be or cannot, in the words of whoever wrote it down.</param>
public sealed record WaitingPage(
    Guid PersonId, Guid SchemeId, string Name, Guid ReferralId, DateOnly Since, string? Words, DateOnly? LimitsOn, bool HasSaid, MatchDetails Details, IReadOnlyList<int> Weights,
    IReadOnlyList<MatchOption> Options, IReadOnlyList<RuledOut> RuledOut, int Others, IReadOnlyList<string?> Limited);

/// <summary>A proposal of a run.</summary>
/// <param name="MentorId">The mentor.</param>
/// <param name="Mentor">Their name.</param>
/// <param name="Chosen">True for the one in the whole scheme's answer.</param>
/// <param name="Factors">Its factors.</param>
/// <param name="Score">Its fit.</param>
public sealed record ProposalRow(Guid MentorId, string Mentor, bool Chosen, MatchFactors Factors, short Score);

/// <summary>Two who fit each other better than those whom the answer gives them, by name.</summary>
/// <param name="Person">Who waits.</param>
/// <param name="Mentor">The mentor.</param>
/// <param name="Score">Their fit.</param>
/// <param name="PersonHas">The person's fit with the mentor they are given; null for none.</param>
/// <param name="Instead">Whom the mentor is given in their place.</param>
/// <param name="MentorHas">That one's fit.</param>
public sealed record BlockingRow(string Person, string Mentor, short Score, short? PersonHas, string Instead, short MentorHas);

/// <summary>The page of a run: what of it the viewer may know now. Its numbers count only the pairs that are shown.</summary>
/// <param name="Id">The run.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="At">When it was made.</param>
/// <param name="Rules">The version of the rules.</param>
/// <param name="Weights">The weights, in thousandths.</param>
/// <param name="Fingerprint">Of everything that went in.</param>
/// <param name="Proven">True when no better answer existed.</param>
/// <param name="Matched">How many of those shown are in the answer for all together.</param>
/// <param name="People">Who has options, with them.</param>
/// <param name="Blocking">Pairs who would fit each other better than the answer has it.</param>
public sealed record RunPage(
    Guid Id, Guid SchemeId, string Scheme, DateTimeOffset At, int Rules, IReadOnlyList<int> Weights, string Fingerprint, bool Proven, int Matched,
    IReadOnlyList<(Guid Id, string Name, IReadOnlyList<ProposalRow> Options)> People, IReadOnlyList<BlockingRow> Blocking);

/// <summary>Something written about a match.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="On">When.</param>
/// <param name="By">Who wrote it; null where the viewer may not know.</param>
/// <param name="Words">The words.</param>
public sealed record MatchEntryOnPage(MatchEntryKind Kind, DateOnly On, string? By, string? Words);

/// <summary>A contact in a list.</summary>
/// <param name="Id">The contact.</param>
/// <param name="At">When it began.</param>
/// <param name="Minutes">How long.</param>
/// <param name="Mode">How.</param>
/// <param name="Place">Where.</param>
/// <param name="WhatHelped">What helped; null where there is nothing, or it is not for the viewer.</param>
/// <param name="Load">How it was for the mentor; null where it is not for the viewer.</param>
public sealed record ContactRow(Guid Id, DateTimeOffset At, int Minutes, ContactMode Mode, ContactPlace Place, string? WhatHelped, int? Load);

/// <summary>What one of the two answered to three questions, for whoever looks how it goes.</summary>
/// <param name="ByMentor">True for the mentor's answers.</param>
/// <param name="On">When they answered.</param>
/// <param name="Ease">0 to 3.</param>
/// <param name="Aim">0 to 3.</param>
/// <param name="Way">0 to 3.</param>
public sealed record CheckOnPage(bool ByMentor, DateOnly On, int Ease, int Aim, int Way);

/// <summary>A match's page for those who run the scheme or supervise the mentor.</summary>
/// <param name="Id">The match.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="PersonId">The mentee.</param>
/// <param name="Mentee">Their name.</param>
/// <param name="MentorId">The mentor.</param>
/// <param name="Mentor">Their name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DecidedOn">When it was decided.</param>
/// <param name="MeetingAt">When the two meet first.</param>
/// <param name="BeganOn">When the trial began.</param>
/// <param name="TrialEndsOn">When the trial ends.</param>
/// <param name="ReviewOn">When to look how it goes.</param>
/// <param name="EndsOn">The planned last day.</param>
/// <param name="ClosedOn">When it was over.</param>
/// <param name="OverLimitUntil">Until when the mentor may be above their limit.</param>
/// <param name="Stopped">True where new contacts are not logged for now.</param>
/// <param name="LimitsOn">When the mentee was told what stays between them.</param>
/// <param name="MayAct">True for a coordinator of the scheme who is neither of the two.</param>
/// <param name="Entries">What was written.</param>
/// <param name="Contacts">The last contacts.</param>
/// <param name="ContactCount">How many there are.</param>
/// <param name="Checks">What the two answered since the last look and would have read, the latest of each.</param>
/// <param name="StoppedForSafety">True where the safeguarding lead stopped it.</param>
/// <param name="ToFollow">True while both are still to be talked with.</param>
/// <param name="Version">Concurrency token.</param>
public sealed record MatchPage(
    Guid Id, Guid SchemeId, Guid PersonId, string Mentee, Guid MentorId, string Mentor, MatchState State, DateOnly DecidedOn, DateTimeOffset? MeetingAt, DateOnly? BeganOn,
    DateOnly? TrialEndsOn, DateOnly? ReviewOn, DateOnly? EndsOn, DateOnly? ClosedOn, DateOnly? OverLimitUntil, bool Stopped, DateOnly? LimitsOn, bool MayAct,
    IReadOnlyList<MatchEntryOnPage> Entries, IReadOnlyList<ContactRow> Contacts, int ContactCount, IReadOnlyList<CheckOnPage> Checks, bool StoppedForSafety,
    bool ToFollow, int Version);

/// <summary>Mentoring as those who run it see it.</summary>
public sealed class MentoringQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most rows of one list.</summary>
    public const int Most = 200;

    private Viewer Viewer => context.Viewer;

    /// <summary>Who waits and which matches are open, for each scheme of the viewer. At most ten commands.</summary>
    public async Task<MentoringOverview> OverviewAsync(CancellationToken cancellation = default)
    {
        var mine = Viewer.SchemeIds;
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name }).ToListAsync(cancellation);
        var waiting = await (from referral in context.Referrals.AsNoTracking().IgnoreQueryFilters(MentoringRules.Unnamed)
                             join person in context.People on referral.PersonId equals person.Id
                             where mine.Contains(referral.SchemeId) && referral.ClosedOn == null
                                 && !context.Matches.Any(m => m.PersonId == referral.PersonId && m.SchemeId == referral.SchemeId && m.ClosedOn == null)
                             orderby referral.On, referral.PersonId
                             select new
                             {
                                 referral.SchemeId,
                                 Row = new WaitingRow(
                                     person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, referral.On, referral.Source,
                                     context.MatchProfiles.Any(p => p.PersonId == person.Id && p.SchemeId == referral.SchemeId)),
                             }).Take(Most).ToListAsync(cancellation);
        var matches = await context.Matches.AsNoTracking().Where(m => m.ClosedOn == null).OrderBy(m => m.ReviewOn == null).ThenBy(m => m.ReviewOn).ThenBy(m => m.Id).Take(Most).ToListAsync(cancellation);
        var others = await OthersAsync(mine, cancellation);
        var set = await context.LabelsSetAsync(others.Select(o => o.MentorId), clock.Today(), cancellation);
        var names = await context.NamesAsync(matches.SelectMany(m => new Guid?[] { m.PersonId, m.MentorId }).Concat(others.SelectMany(o => new Guid?[] { o.PersonId, set.Contains(o.MentorId) ? null : o.MentorId })), cancellation);
        var stopped = await context.StoppedAsync(matches, cancellation);
        var runs = await context.MatchRuns.AsNoTracking().Where(r => mine.Contains(r.SchemeId)).OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(20).Select(r => new { r.Id, r.SchemeId, r.At }).ToListAsync(cancellation);
        var debriefs = await (from debrief in context.Debriefs.AsNoTracking()
                              join person in context.People on debrief.PersonId equals person.Id
                              where debrief.PersonId != Viewer.PersonId && (debrief.State == DebriefState.Due || debrief.State == DebriefState.Offered)
                              orderby debrief.DueBy, debrief.Id
                              select new DebriefRow(debrief.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, debrief.State, debrief.DueBy, debrief.At))
            .Take(Most).ToListAsync(cancellation);
        return new MentoringOverview(
            [.. schemes.Select(s => new MentoringScheme(
                s.Id, s.Name, [.. waiting.Where(w => w.SchemeId == s.Id).Select(w => w.Row)],
                [.. matches.Where(m => m.SchemeId == s.Id && names.ContainsKey(m.PersonId) && names.ContainsKey(m.MentorId)).Select(m => new MatchRow(
                    m.Id, names[m.PersonId], names[m.MentorId], m.State, m.EndsOn ?? m.ReviewOn ?? m.MeetingAt?.LondonDate(), stopped.Contains(m.Id)))],
                [.. others.Where(o => o.SchemeId == s.Id && o.ClosedOn is null && set.Contains(o.MentorId) && names.ContainsKey(o.PersonId)).Select(o => names[o.PersonId]).Order(StringComparer.OrdinalIgnoreCase)],
                [.. others.Where(o => o.SchemeId == s.Id && o.ClosedOn is not null && names.ContainsKey(o.PersonId)).OrderBy(o => o.ClosedOn).ThenBy(o => o.Id)
                    .Select(o => new StoppedRow(o.Id, names[o.PersonId], set.Contains(o.MentorId) ? null : names.GetValueOrDefault(o.MentorId), o.ClosedOn!.Value))],
                [.. runs.Where(r => r.SchemeId == s.Id).Select(r => (r.Id, r.At)).Take(5)]))],
            debriefs);
    }

    /// <summary>Those who are worked with in a scheme that the viewer runs and neither wait nor have a match, by name. One command.</summary>
    public async Task<IReadOnlyList<Named>> ReferrableAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (!Viewer.Runs(schemeId))
        {
            return [];
        }

        var (today, viewer) = (clock.Today(), Viewer.PersonId);
        return await context.People.AsNoTracking().IgnoreQueryFilters(MentoringRules.Unnamed)
            .Where(p => p.Id != viewer && context.RoleHoldings.Any(h => h.PersonId == p.Id && h.SchemeId == schemeId && h.State == RoleState.Held && h.From <= today && (h.To == null || h.To >= today)
                    && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Mentee)))
                && !context.Referrals.Any(r => r.PersonId == p.Id && r.SchemeId == schemeId && r.ClosedOn == null)
                && !context.Matches.Any(m => m.PersonId == p.Id && m.SchemeId == schemeId && m.ClosedOn == null))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(ReferPeople.Most).ToListAsync(cancellation);
    }

    /// <summary>The schemes that the viewer coordinates, by name. One command.</summary>
    public async Task<IReadOnlyList<Named>> SchemesAsync(CancellationToken cancellation = default)
    {
        var mine = Viewer.SchemeIds;
        return await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
    }

    /// <summary>What somebody said for matching: the viewer's own, or somebody's in a scheme the viewer runs; null otherwise. Traced. Six commands.</summary>
    public async Task<SaidPage?> SaidAsync(Guid personId, Guid schemeId, CancellationToken cancellation = default)
    {
        var own = personId == Viewer.PersonId;
        if (!own && !Viewer.Runs(schemeId))
        {
            return null;
        }

        var name = await context.People.AsNoTracking().Where(p => p.Id == personId).Select(p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName).FirstOrDefaultAsync(cancellation);
        var today = clock.Today();
        var roles = await context.ShownHoldings(today).Where(h => h.PersonId == personId && h.SchemeId == schemeId && h.State != RoleState.Ended && h.State != RoleState.NotThisTime).Select(h => h.Receiving).ToListAsync(cancellation);
        if (name is null || roles.Count == 0)
        {
            return null;
        }

        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == schemeId).Select(s => s.Name).FirstAsync(cancellation);
        var profile = await context.MatchProfiles.AsNoTracking().FirstOrDefaultAsync(p => p.PersonId == personId && p.SchemeId == schemeId, cancellation);
        var items = (await context.ReferenceItems.AsNoTracking().Where(i => i.SchemeId == schemeId && (i.Kind == "match-interests" || i.Kind == "languages")).OrderBy(i => i.Order).ToListAsync(cancellation))
            .Where(i => i.HoldsOn(today)).ToList();
        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == schemeId && (s.To == null || s.To >= today)).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        await TraceAsync(personId, "what you said for matching", nameof(MatchProfile), personId, own, cancellation);
        return new SaidPage(
            personId, name, own, !roles.Contains(true), scheme, profile?.Details ?? new MatchDetails(), profile is not null, profile?.Version ?? 0,
            [.. items.Where(i => i.Kind == "match-interests").Select(i => (i.Code, i.Name, i.Is("lived")))], [.. items.Where(i => i.Kind == "languages").Select(i => (i.Code, i.Name))], sites);
    }

    /// <summary>The limits on where and when somebody can be, in a scheme the viewer runs; null otherwise. Traced. Five commands.</summary>
    public async Task<AccessPage?> AccessAsync(Guid personId, Guid schemeId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var name = Viewer.Runs(schemeId) && personId != Viewer.PersonId
            ? await context.People.AsNoTracking()
                .Where(p => p.Id == personId && context.ShownHoldings(today).Any(h => h.PersonId == personId && h.SchemeId == schemeId && h.State != RoleState.Ended && h.State != RoleState.NotThisTime))
                .Select(p => p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName).FirstOrDefaultAsync(cancellation)
            : null;
        if (name is null)
        {
            return null;
        }

        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == schemeId).OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new { s.Id, s.Name, s.To }).ToListAsync(cancellation);
        var known = sites.ToDictionary(s => s.Id, s => s.Name);
        var limits = await context.AccessConstraints.AsNoTracking().Where(c => c.PersonId == personId && c.SchemeId == schemeId && c.EndedOn == null).OrderBy(c => c.From).ThenBy(c => c.Id).ToListAsync(cancellation);
        var open = await vault.OpenerAsync(new Opening(personId, "limits on where and when you can be", nameof(AccessConstraint), personId, "Looked for a mentor"), cancellation);
        return new AccessPage(personId, schemeId, name, [.. sites.Where(s => s.To is null || s.To >= today).Select(s => new Named(s.Id, s.Name))], [.. limits.Select(l => AccessLine.Of(l, known, open))]);
    }

    /// <summary>The page of somebody who waits in a scheme the viewer runs; null otherwise. Traced. A fixed number of commands.</summary>
    public async Task<WaitingPage?> WaitingAsync(Guid personId, Guid schemeId, CancellationToken cancellation = default)
    {
        if (!Viewer.Runs(schemeId))
        {
            return null;
        }

        var facts = await FactsForMatching.ReadAsync(context, schemeId, clock.Today(), personId, cancellation);
        if (facts.Waiting.FirstOrDefault() is not { } waits)
        {
            return null;
        }

        var weights = MentoringRules.Weights(facts.Settings);
        var open = facts.Mentors.Where(m => facts.IsOpen(waits, m)).Select(m => (Mentor: m, Factors: facts.Factors(waits, m)))
            .OrderByDescending(o => o.Factors.Score(weights)).ThenBy(o => o.Mentor.Id).ToList();
        var options = open.Take(facts.Settings.Whole(SettingKeys.MatchesOptions)).Select(o => new MatchOption(
            o.Mentor.Id, o.Mentor.Name, o.Mentor.Role.Title, o.Factors, o.Factors.Score(weights), o.Mentor.Load, o.Mentor.Limit,
            [.. WeekSlots.In(waits.Details.Slots & o.Mentor.Details.Slots).Select(WeekSlots.Name)])).ToList();
        var ruledOut = facts.Mentors.Where(m => !facts.IsOpen(waits, m)).Select(m => new RuledOut(m.Id, m.Name, facts.Bars(waits, m))).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.MentorId).ToList();
        var referral = await context.Referrals.AsNoTracking().SingleAsync(r => r.Id == waits.ReferralId, cancellation);
        var limits = await context.LimitsToldAsync(personId, schemeId, cancellation);
        var words = await vault.OpenAsync(new Opening(personId, "what you would like a mentor for", nameof(Referral), referral.Id, "Looked for a mentor"), referral.Words, cancellation);
        var access = await context.AccessConstraints.AsNoTracking().Where(c => c.PersonId == personId && c.SchemeId == schemeId && c.EndedOn == null).OrderBy(c => c.From).ThenBy(c => c.Id)
            .Select(c => c.Words).ToListAsync(cancellation);
        IReadOnlyList<string?> limited = access.Count == 0 ? []
            : await vault.OpenAsync(new Opening(personId, "limits on where and when you can be", nameof(AccessConstraint), personId, "Looked for a mentor"), access, cancellation);
        return new WaitingPage(
            personId, schemeId, waits.Name, referral.Id, referral.On, words, limits, waits.HasSaid, waits.Details, weights, options, ruledOut, Math.Max(0, open.Count - options.Count), limited);
    }

    /// <summary>The name of somebody who mentors in a scheme the viewer runs; null for anybody else. One command.</summary>
    public async Task<string?> MentorAsync(Guid schemeId, Guid mentorId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        return Viewer.Runs(schemeId)
            ? await (from holding in context.RoleHoldings.AsNoTracking()
                     join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                     join person in context.People on holding.PersonId equals person.Id
                     where person.Id == mentorId && holding.SchemeId == schemeId && role.MatchCap > 0 && role.Hats.Contains(Hat.PeerWorker) && holding.To == null
                         && (!role.TellsOfThePast || person.LabelSunset == null || person.LabelSunset > today)
                     select person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName).FirstOrDefaultAsync(cancellation)
            : null;
    }

    /// <summary>A run of the viewer's own; null for any other. Four commands.</summary>
    public async Task<RunPage?> RunAsync(Guid id, CancellationToken cancellation = default)
    {
        var run = await context.MatchRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation);
        if (run is null)
        {
            return null;
        }

        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == run.SchemeId).Select(s => s.Name).FirstAsync(cancellation);
        var proposals = await context.MatchProposals.AsNoTracking().Where(p => p.RunId == id).OrderBy(p => p.PersonId).ThenBy(p => p.Place).ToListAsync(cancellation);
        var names = await context.NamesAsync(proposals.SelectMany(p => new Guid?[] { p.PersonId, p.MentorId }), cancellation);
        var shown = proposals.Where(p => names.ContainsKey(p.PersonId) && names.ContainsKey(p.MentorId)).ToList();
        return new RunPage(
            id, run.SchemeId, scheme, run.At, run.Rules, run.Weights, run.Fingerprint, run.Proven, shown.Count(p => p.Chosen),
            [.. shown.GroupBy(p => p.PersonId).OrderBy(g => names[g.Key], StringComparer.Ordinal).ThenBy(g => g.Key)
                .Select(g => (g.Key, names[g.Key], (IReadOnlyList<ProposalRow>)[.. g.Select(p => new ProposalRow(
                    p.MentorId, names[p.MentorId], p.Chosen, new MatchFactors(p.Preferences, p.Interests, p.Availability, p.Travel, p.Balance), p.Score))]))],
            [.. Stability.Of([.. shown.Select(p => new ProposedPair(p.PersonId, p.MentorId, p.Score, p.Chosen))])
                .Select(b => new BlockingRow(names[b.PersonId], names[b.MentorId], b.Score, b.PersonHas, names[b.InsteadId], b.MentorHas))]);
    }

    /// <summary>A match's page; null when the viewer may not know of it. Its words are opened after the trace is written. Nine commands.</summary>
    public async Task<MatchPage?> MatchAsync(Guid id, CancellationToken cancellation = default)
    {
        var match = await context.Matches.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation);
        if (match is null || Viewer.Hat is not (Hat.Coordinator or Hat.Supervisor) || Viewer.PersonId == match.PersonId || Viewer.PersonId == match.MentorId)
        {
            return null;
        }

        var entries = await context.MatchEntries.AsNoTracking().Where(e => e.MatchId == id).OrderBy(e => e.Number).ToListAsync(cancellation);
        var contacts = await context.Contacts.AsNoTracking().Where(c => c.MatchId == id && c.TakenBackAt == null).OrderByDescending(c => c.StartsAt).ThenByDescending(c => c.Id).Take(10).ToListAsync(cancellation);
        var count = await context.Contacts.CountAsync(c => c.MatchId == id && c.TakenBackAt == null, cancellation);
        var names = await context.NamesAsync(entries.Select(e => (Guid?)e.ById).Concat([match.PersonId, match.MentorId]), cancellation);
        if (!names.TryGetValue(match.PersonId, out var mentee) || !names.TryGetValue(match.MentorId, out var mentor))
        {
            return null;
        }

        var since = match.ReviewedOn ?? match.BeganOn;
        var checks = await context.MatchChecks.AsNoTracking().Where(c => c.MatchId == id && c.ForReview && c.On >= since).OrderByDescending(c => c.On).ThenBy(c => c.Id).ToListAsync(cancellation);
        var open = await vault.OpenerAsync(new Opening(match.PersonId, "what was written about your match", nameof(Match), id, "Looked at a match"), cancellation);
        if (checks.Exists(c => c.PersonId == match.MentorId))
        {
            await vault.OpenerAsync(new Opening(match.MentorId, "what you answered about how it goes", nameof(MatchCheck), id, "Looked at a match"), cancellation);
        }

        return new MatchPage(
            id, match.SchemeId, match.PersonId, mentee, match.MentorId, mentor, match.State, match.DecidedOn, match.MeetingAt, match.BeganOn, match.TrialEndsOn, match.ReviewOn, match.EndsOn,
            match.ClosedOn, match.OverLimitUntil, (await context.StoppedAsync([match], cancellation)).Contains(id), await context.LimitsToldAsync(match.PersonId, match.SchemeId, cancellation), Viewer.Runs(match.SchemeId),
            [.. entries.Select(e => new MatchEntryOnPage(e.Kind, e.On, names.GetValueOrDefault(e.ById), e.Words is null ? null : open(e.Words)))],
            [.. contacts.Select(c => new ContactRow(c.Id, c.StartsAt, c.Minutes, c.Mode, c.Place, c.WhatHelped is null ? null : open(c.WhatHelped), c.Load))], count,
            [.. checks.DistinctBy(c => c.PersonId).OrderBy(c => c.PersonId == match.MentorId).Select(c => new CheckOnPage(c.PersonId == match.MentorId, c.On, c.Ease, c.Aim, c.Way))],
            match.State == MatchState.Stopped && Viewer.Hat == Hat.Coordinator && entries.TrueForAll(e => e.Kind != MatchEntryKind.Stop), match.ToFollow, match.Version);
    }

    /// <summary>An offer to talk that is the viewer's to make; null for any other. Two commands.</summary>
    public async Task<DebriefRow?> DebriefAsync(Guid id, CancellationToken cancellation = default) =>
        await context.Debriefs.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.PersonId != Viewer.PersonId, cancellation) is { } debrief
        && (await context.NamesAsync([debrief.PersonId], cancellation)).TryGetValue(debrief.PersonId, out var name)
            ? new DebriefRow(debrief.Id, name, debrief.State, debrief.DueBy, debrief.At)
            : null;

    // Matches of those who must not fall out of a coordinator's work: the ones whose mentor others are not shown to be one, and those that were stopped for safety.
    private async Task<List<Match>> OthersAsync(IReadOnlyList<Guid> mine, CancellationToken cancellation)
    {
        var (viewer, today) = (Viewer.PersonId, clock.Today());
        return Viewer.Hat != Hat.Coordinator ? [] : await context.Matches.AsNoTracking().IgnoreQueryFilters(MentoringRules.Unnamed)
            .Where(m => mine.Contains(m.SchemeId) && m.PersonId != viewer && m.MentorId != viewer
                && (m.ToFollow || (m.ClosedOn == null && context.LabelsSet(today).Any(s => s.Id == m.MentorId))))
            .OrderBy(m => m.Id).Take(Most).ToListAsync(cancellation);
    }

    private Task TraceAsync(Guid personId, string what, string record, Guid id, bool own, CancellationToken cancellation) =>
        own ? Task.CompletedTask : vault.OpenerAsync(new Opening(personId, what, record, id, "Looked for a mentor"), cancellation);
}
