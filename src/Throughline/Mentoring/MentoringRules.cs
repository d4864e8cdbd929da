using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class MentoringRules
{
    /// <summary>Past walls, reach and what is somebody's own: for rules whose answer is a yes or a no and no record.</summary>
    public static readonly string[] AnyViewer = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.OwnerFilter, ThroughlineContext.LabelFilter];

    /// <summary>
    /// Past the label alone: for questions about a mentee that have to be answered whoever mentors them (INV-009). Whoever asks must not name the mentor.
    /// </summary>
    public static readonly string[] Unnamed = [ThroughlineContext.LabelFilter];

    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>People's names as they are called, without family names: all that a peer worker and a mentee learn of each other's. Never through a wall.</summary>
    public static async Task<Dictionary<Guid, string>> CalledAsync(this ThroughlineContext context, IEnumerable<Guid> ids, CancellationToken cancellation)
    {
        var wanted = ids.Distinct().ToList();
        return wanted.Count == 0 ? [] : await context.People.AsNoTracking().IgnoreQueryFilters(AnyReach)
            .Where(p => wanted.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.PreferredName, cancellation);
    }

    /// <summary>
    /// The matches of somebody that go on, as the safeguarding lead may know of them. Once a mentor's label has set, a match is one of the mentee's and not of
    /// the mentor's.
    /// </summary>
    public static IQueryable<Match> OpenMatchesOf(this ThroughlineContext context, Guid personId, DateOnly today) =>
        context.Matches.IgnoreQueryFilters(Unnamed).Where(m => m.ClosedOn == null
            && (m.PersonId == personId || (m.MentorId == personId && !context.LabelsSet(today).Any(s => s.Id == personId))));

    /// <summary>True when the viewer's scheme holds somebody who is worked with there now.</summary>
    public static Task<bool> IsWorkedWithAsync(this ThroughlineContext context, Guid personId, Guid schemeId, DateOnly today, CancellationToken cancellation) =>
        context.RoleHoldings.AnyAsync(h => h.PersonId == personId && h.SchemeId == schemeId && h.State == RoleState.Held && h.From <= today && (h.To == null || h.To >= today)
            && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Mentee)), cancellation);

    /// <summary>Of people in a scheme: who is worked with there, who waits for a mentor already, and who has a match. Three commands.</summary>
    public static async Task<(HashSet<Guid> Here, HashSet<Guid> Waits, HashSet<Guid> Matched)> ReferralsAsync(
        this ThroughlineContext context, Guid schemeId, IReadOnlyList<Guid> people, CancellationToken cancellation) => (
        [.. await context.RoleHoldings.Where(h => people.Contains(h.PersonId) && h.SchemeId == schemeId && h.State == RoleState.Held
            && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.Mentee))).Select(h => h.PersonId).ToListAsync(cancellation)],
        [.. await context.Referrals.Where(r => people.Contains(r.PersonId) && r.SchemeId == schemeId && r.ClosedOn == null).Select(r => r.PersonId).ToListAsync(cancellation)],
        [.. await context.MatchTies.Where(t => people.Contains(t.PersonId) && t.SchemeId == schemeId && t.ClosedOn == null).Select(t => t.PersonId).ToListAsync(cancellation)]);

    /// <summary>
    /// Those of the matches in which new contacts are not logged: one of the two asked, they are kept apart, or the mentor's role is not going on. Said to
    /// the mentor as no more than this, whatever the cause (INV-061). Four commands.
    /// </summary>
    public static async Task<HashSet<Guid>> StoppedAsync(this ThroughlineContext context, IReadOnlyList<Match> matches, CancellationToken cancellation)
    {
        if (matches.Count == 0)
        {
            return [];
        }

        var (mentees, mentors, holdings) = (matches.Select(m => m.PersonId).ToList(), matches.Select(m => m.MentorId).ToList(), matches.Select(m => m.HoldingId).ToList());
        var never = await context.MatchWishes.AsNoTracking().IgnoreQueryFilters(AnyViewer)
            .Where(w => w.Kind == WishKind.Never && w.To == null && (mentees.Contains(w.PersonId) || mentors.Contains(w.PersonId))).Select(w => new { One = w.PersonId, Other = w.OtherId }).ToListAsync(cancellation);
        var kept = await context.Relationships.AsNoTracking().IgnoreQueryFilters(AnyViewer)
            .Where(r => r.To == null && (mentees.Contains(r.PersonId) || mentors.Contains(r.PersonId))).Select(r => new { One = r.PersonId, Other = r.OtherId }).ToListAsync(cancellation);
        var walls = await context.Walls.Where(w => w.LiftedAt == null && mentees.Contains(w.ViewerId)).Select(w => new { One = w.ViewerId, Other = w.SubjectId }).ToListAsync(cancellation);
        var off = (await context.RoleHoldings.AsNoTracking().IgnoreQueryFilters(AnyViewer)
            .Where(h => holdings.Contains(h.Id) && (h.State == RoleState.Paused || h.State == RoleState.Ended)).Select(h => h.Id).ToListAsync(cancellation)).ToHashSet();
        var apart = never.Concat(kept).Concat(walls).SelectMany(p => new[] { (p.One, p.Other), (p.Other, p.One) }).ToHashSet();
        return [.. matches.Where(m => !m.State.IsOver() && (off.Contains(m.HoldingId) || apart.Contains((m.PersonId, m.MentorId)))).Select(m => m.Id)];
    }

    /// <summary>The London date on which somebody was first told what stays between them and a mentor; null for not yet. One command.</summary>
    public static async Task<DateOnly?> LimitsToldAsync(this ThroughlineContext context, Guid personId, Guid schemeId, CancellationToken cancellation)
    {
        var at = await context.LimitsShown.AsNoTracking().Where(l => l.PersonId == personId && l.SchemeId == schemeId).OrderBy(l => l.At).Select(l => (DateTimeOffset?)l.At).FirstOrDefaultAsync(cancellation);
        return at?.LondonDate();
    }

    /// <summary>Whether two people may not be together, whatever anybody thinks of the fit: kept apart, or one of them asked.</summary>
    public static async Task<MatchBar?> ApartAsync(this ThroughlineContext context, Guid one, Guid other, CancellationToken cancellation) =>
        one == other ? MatchBar.SamePerson
        : await KeptApart.AreAsync(context, one, other, cancellation) ? MatchBar.KeptApart
        : await context.MatchWishes.IgnoreQueryFilters(AnyViewer).AnyAsync(
            w => w.Kind == WishKind.Never && w.To == null && ((w.PersonId == one && w.OtherId == other) || (w.PersonId == other && w.OtherId == one)), cancellation) ? MatchBar.AskedNot
        : null;

    /// <summary>How many people a mentor may have, by their standing and pay: the scheme's number, or their role's where that is smaller.</summary>
    public static int Limit(RoleDefinition role, RoleHolding holding, SettingValues settings)
    {
        var number = settings.Whole(holding.Pay is Pay.Sessional or Pay.Salaried ? SettingKeys.MatchesCapPaid : (holding.PausedFrom ?? holding.State) switch
        {
            RoleState.ActiveSupervised => SettingKeys.MatchesCapSupervised,
            RoleState.ActiveSolo => SettingKeys.MatchesCapSolo,
            RoleState.Senior => SettingKeys.MatchesCapSenior,
            RoleState.Held => SettingKeys.MatchesCapPaid,
            _ => SettingKeys.MatchesCapInTraining,
        });
        return Math.Min(number, role.MatchCap);
    }

    /// <summary>True for a role in which people mentor.</summary>
    public static bool IsMentoring(RoleDefinition role) => role.MatchCap > 0 && role.Hats.Contains(Hat.PeerWorker);

    /// <summary>The weights in thousandths, in the order of <see cref="MatchFactors.Names"/>.</summary>
    public static IReadOnlyList<int> Weights(SettingValues settings) =>
    [
        settings.Whole(SettingKeys.MatchesWeightPreferences) * 10, settings.Whole(SettingKeys.MatchesWeightInterests) * 10,
        settings.Whole(SettingKeys.MatchesWeightAvailability) * 10, settings.Whole(SettingKeys.MatchesWeightTravel) * 10, settings.Whole(SettingKeys.MatchesWeightBalance) * 10,
    ];
}

/// <summary>A mentor as matching sees them.</summary>
internal sealed record MentorStanding(
    RoleHolding Holding, RoleDefinition Role, string Name, MatchDetails Details, bool HasSaid, int Load, int Limit, int MinutesTaken, int MinutesMost, bool Cleared)
{
    public Guid Id => Holding.PersonId;

    public int Places => Math.Max(0, Limit - Load);

    public int MinutesLeft => Math.Max(0, MinutesMost - MinutesTaken);
}

/// <summary>Somebody who waits, as matching sees them.</summary>
internal sealed record WaitingPerson(Guid Id, string Name, Guid ReferralId, DateOnly Since, ReferralSource Source, MatchDetails Details, bool HasSaid);

/// <summary>
/// Everything that matching looks at in one scheme, as the viewer may know it: those who are walled off from the viewer are not in it, neither as
/// people nor in any number. What rules a pair out is read past every filter, and only ever told as an effect.
/// </summary>
internal sealed class FactsForMatching
{
    private readonly HashSet<(Guid, Guid)> apart;
    private readonly HashSet<(Guid, Guid)> never;
    private readonly HashSet<(Guid, Guid)> likes;
    private readonly HashSet<(Guid, Guid)> before;
    private readonly Dictionary<Guid, AccessEffect> limits;

    private FactsForMatching(
        Guid schemeId, DateOnly today, SettingValues settings, IReadOnlyList<WaitingPerson> waiting, IReadOnlyList<MentorStanding> mentors, IReadOnlySet<string> lived,
        HashSet<(Guid, Guid)> apart, HashSet<(Guid, Guid)> never, HashSet<(Guid, Guid)> likes, HashSet<(Guid, Guid)> before, Dictionary<Guid, AccessEffect> limits)
    {
        (SchemeId, Today, Settings, Waiting, Mentors, Lived) = (schemeId, today, settings, waiting, mentors, lived);
        (this.apart, this.never, this.likes, this.before, this.limits) = (apart, never, likes, before, limits);
    }

    public Guid SchemeId { get; }

    public DateOnly Today { get; }

    public SettingValues Settings { get; }

    public IReadOnlyList<WaitingPerson> Waiting { get; }

    public IReadOnlyList<MentorStanding> Mentors { get; }

    public IReadOnlySet<string> Lived { get; }

    /// <summary>Reads them. A fixed number of commands, whatever the scheme's size.</summary>
    /// <param name="context">As the viewer.</param>
    /// <param name="schemeId">The scheme; the viewer runs it.</param>
    /// <param name="today">The London date.</param>
    /// <param name="only">One person who waits, or null for all.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<FactsForMatching> ReadAsync(ThroughlineContext context, Guid schemeId, DateOnly today, Guid? only, CancellationToken cancellation)
    {
        var settings = await new SettingQueries(context).ValuesAsync(schemeId, cancellation);
        var minutes = settings.Whole(SettingKeys.MatchesMinutes);
        var profiles = await context.MatchProfiles.AsNoTracking().Where(p => p.SchemeId == schemeId).ToDictionaryAsync(p => p.PersonId, cancellation);
        MatchDetails Said(Guid id) => profiles.TryGetValue(id, out var profile) ? profile.Details : new MatchDetails(Minutes: minutes);
        var waiting = await (from referral in context.Referrals.AsNoTracking().IgnoreQueryFilters(MentoringRules.Unnamed)
                             join person in context.People on referral.PersonId equals person.Id
                             where referral.SchemeId == schemeId && referral.ClosedOn == null && (only == null || referral.PersonId == only)
                                 && !context.Matches.Any(m => m.PersonId == referral.PersonId && m.SchemeId == schemeId && m.ClosedOn == null)
                             orderby referral.On, referral.PersonId
                             select new { referral.Id, referral.PersonId, referral.On, referral.Source, Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName })
            .ToListAsync(cancellation);
        var holdings = await (from holding in context.RoleHoldings.AsNoTracking()
                              join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                              join person in context.People on holding.PersonId equals person.Id
                              where holding.SchemeId == schemeId && role.MatchCap > 0 && role.Hats.Contains(Hat.PeerWorker) && holding.From <= today && (holding.To == null || holding.To >= today)
                                  && ((holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused) || holding.State == RoleState.Held)
                                  && (!role.TellsOfThePast || person.LabelSunset == null || person.LabelSunset > today)
                              orderby holding.PersonId, holding.Id
                              select new { Holding = holding, Role = role, Name = person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName })
            .ToListAsync(cancellation);
        // A mentor with two such roles in a scheme is one mentor: the role with more room.
        var mentors = holdings.GroupBy(h => h.Holding.PersonId).Select(own => own.MaxBy(h => MentoringRules.Limit(h.Role, h.Holding, settings))!).ToList();
        var ids = mentors.ConvertAll(m => m.Holding.PersonId);
        // A match with somebody the viewer may not know of takes a place all the same: the decision counts it, this does not tell of it.
        var open = await context.Matches.AsNoTracking().Where(m => m.SchemeId == schemeId && m.ClosedOn == null).Select(m => new { m.MentorId, m.PersonId }).ToListAsync(cancellation);
        var taken = open.GroupBy(o => o.MentorId).ToDictionary(g => g.Key, g => (Heads: g.Count(), Minutes: g.Sum(o => Said(o.PersonId).Minutes)));
        var scopes = mentors.Select(m => m.Role.ClearanceScope).OfType<string>().Distinct().ToList();
        var cleared = new HashSet<(string, Guid)>();
        foreach (var scope in scopes)
        {
            foreach (var id in await context.ClearedAsync(ids, scope, today, cancellation))
            {
                cleared.Add((scope, id));
            }
        }

        var volunteer = (int)(settings[SettingKeys.HoursContactCapVolunteer] * 60);
        var standing = mentors.ConvertAll(m =>
        {
            var said = profiles.GetValueOrDefault(m.Holding.PersonId);
            var most = m.Role.ContactHoursCap is { } hours && hours > 0 ? (int)(hours * 60) : m.Holding.Pay is Pay.Sessional or Pay.Salaried ? 20 * 60 : volunteer;
            var (heads, spent) = taken.GetValueOrDefault(m.Holding.PersonId);
            return new MentorStanding(
                m.Holding, m.Role, m.Name, Said(m.Holding.PersonId), said is not null, heads, MentoringRules.Limit(m.Role, m.Holding, settings), spent,
                said is null ? most : Math.Min(most, Math.Max(said.Minutes, spent)), m.Role.ClearanceScope is not { } scope || cleared.Contains((scope, m.Holding.PersonId)));
        });
        var walls = await context.Walls.Where(w => w.LiftedAt == null && ids.Contains(w.ViewerId)).Select(w => new { One = w.ViewerId, Other = w.SubjectId }).ToListAsync(cancellation);
        var kept = await context.Relationships.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(r => r.To == null && (ids.Contains(r.PersonId) || ids.Contains(r.OtherId)))
            .Select(r => new { One = r.PersonId, Other = r.OtherId }).ToListAsync(cancellation);
        var wishes = await context.MatchWishes.AsNoTracking().IgnoreQueryFilters(MentoringRules.AnyViewer).Where(w => w.To == null && w.SchemeId == schemeId)
            .Select(w => new { w.PersonId, w.OtherId, w.Kind }).ToListAsync(cancellation);
        var limits = await context.AccessConstraints.AsNoTracking().IgnoreQueryFilters(MentoringRules.AnyViewer).Where(c => c.SchemeId == schemeId && c.EndedOn == null).ToListAsync(cancellation);
        var earlier = await context.Matches.AsNoTracking().Where(m => m.SchemeId == schemeId && (only == null || m.PersonId == only)).Select(m => new { m.PersonId, m.MentorId }).ToListAsync(cancellation);
        var lived = (await context.ReferenceItems.AsNoTracking().Where(i => i.SchemeId == schemeId && i.Kind == "match-interests").ToListAsync(cancellation))
            .Where(i => i.Is("lived")).Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        return new FactsForMatching(
            schemeId, today, settings, waiting.ConvertAll(w => new WaitingPerson(w.PersonId, w.Name, w.Id, w.On, w.Source, Said(w.PersonId), profiles.ContainsKey(w.PersonId))), standing, lived,
            [.. walls.Concat(kept).SelectMany(p => new[] { (p.One, p.Other), (p.Other, p.One) })],
            [.. wishes.Where(w => w.Kind == WishKind.Never).SelectMany(w => new[] { (w.PersonId, w.OtherId), (w.OtherId, w.PersonId) })],
            [.. wishes.Where(w => w.Kind == WishKind.Like).Select(w => (w.PersonId, w.OtherId))],
            [.. earlier.Select(e => (e.PersonId, e.MentorId))], limits.GroupBy(l => l.PersonId).ToDictionary(g => g.Key, AccessEffect.Of));
    }

    /// <summary>Everything that rules a pair out, the hard ones first.</summary>
    public IReadOnlyList<MatchBar> Bars(WaitingPerson waits, MentorStanding mentor) => [.. All(waits, mentor).OrderByDescending(b => b.IsHard()).ThenBy(b => b)];

    public bool IsOpen(WaitingPerson waits, MentorStanding mentor) => !All(waits, mentor).Any();

    public MatchFactors Factors(WaitingPerson waits, MentorStanding mentor) =>
        MatchFactors.Of(waits.Details, mentor.Details, likes.Contains((waits.Id, mentor.Id)), Lived, mentor.Load, mentor.Limit);

    private IEnumerable<MatchBar> All(WaitingPerson waits, MentorStanding mentor)
    {
        if (waits.Id == mentor.Id)
        {
            yield return MatchBar.SamePerson;
        }

        if (apart.Contains((waits.Id, mentor.Id)))
        {
            yield return MatchBar.KeptApart;
        }

        if (never.Contains((waits.Id, mentor.Id)))
        {
            yield return MatchBar.AskedNot;
        }

        if (mentor.Holding.State == RoleState.Paused)
        {
            yield return MatchBar.NotAtWork;
        }

        if (mentor.Details.PausedUntil >= Today)
        {
            yield return MatchBar.AskedForPause;
        }

        if (mentor.Holding is { State: RoleState.ActiveSupervised, SupervisorId: null })
        {
            yield return MatchBar.NoSupervisor;
        }

        if (!mentor.Cleared)
        {
            yield return MatchBar.NotCleared;
        }

        if (!MatchBars.GendersMeet(waits.Details, mentor.Details))
        {
            yield return MatchBar.Gender;
        }

        if (!MatchBars.LanguagesMeet(waits.Details, mentor.Details))
        {
            yield return MatchBar.Language;
        }

        var (theirs, mentors) = (limits.GetValueOrDefault(waits.Id, AccessEffect.None), limits.GetValueOrDefault(mentor.Id, AccessEffect.None));
        if (!theirs.LeavesAPlace(mentor.Details) || !mentors.LeavesAPlace(waits.Details))
        {
            yield return MatchBar.Place;
        }

        if (!theirs.LeavesATime(mentor.Details) || !mentors.LeavesATime(waits.Details))
        {
            yield return MatchBar.Time;
        }

        if (mentor.Places == 0)
        {
            yield return MatchBar.NoPlace;
        }

        if (mentor.MinutesLeft < waits.Details.Minutes)
        {
            yield return MatchBar.NoHours;
        }

        if (before.Contains((waits.Id, mentor.Id)))
        {
            yield return MatchBar.TriedBefore;
        }
    }
}

/// <summary>A match opened for a change: the turn of the two taken, and nothing that the viewer may not know of.</summary>
internal sealed record MatchTurn(Writing Writing, Match Match)
{
    public Viewer Viewer => Writing.Viewer;

    public bool IsMentee => Viewer.PersonId == Match.PersonId;

    public bool IsMentor => Viewer.PersonId == Match.MentorId && Viewer.Hat == Hat.PeerWorker;

    /// <summary>The two whom every decision about it is about.</summary>
    public IReadOnlyList<Guid> Two => [Match.MentorId, Match.PersonId];

    /// <summary>True for a coordinator of the scheme who is neither of the two.</summary>
    public bool Coordinates => Viewer.Runs(Match.SchemeId) && Viewer.PersonId != Match.PersonId && Viewer.PersonId != Match.MentorId && Viewer.PersonId != Guid.Empty;

    /// <summary>True for whoever leads on safeguarding in the scheme and is neither of the two; which matches they find is the filter's to say.</summary>
    public bool LeadsSafeguarding => Viewer.Hat == Hat.SafeguardingLead && Viewer.SchemeIds.Contains(Match.SchemeId) && Viewer.PersonId != Match.PersonId && Viewer.PersonId != Match.MentorId;

    /// <param name="writing">The write.</param>
    /// <param name="id">The match.</param>
    /// <param name="version">The version the form was opened on; null for any.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="unnamed">True to find it although the mentor's label has set: only where nothing of the mentor is said.</param>
    public static async Task<(MatchTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int? version, CancellationToken cancellation, bool unnamed = false)
    {
        var found = await (unnamed ? writing.Context.Matches.IgnoreQueryFilters(MentoringRules.Unnamed) : writing.Context.Matches).Where(m => m.Id == id).Select(m => new { m.PersonId, m.MentorId }).FirstOrDefaultAsync(cancellation);
        // Always in the same order, so that two who act on one pair never wait for each other.
        if (found is null || !await writing.LockPastReachAsync(Min(found.PersonId, found.MentorId), cancellation) || !await writing.LockPastReachAsync(Max(found.PersonId, found.MentorId), cancellation))
        {
            return (null, new NotFound());
        }

        // Entries that the viewer may not read count all the same: each has its number.
        var match = await writing.Context.Matches.Include(m => m.Entries.OrderBy(e => e.Number)).IgnoreQueryFilters(unnamed ? [ThroughlineContext.ReachFilter, ThroughlineContext.LabelFilter] : [ThroughlineContext.ReachFilter]).SingleAsync(m => m.Id == id, cancellation);
        return version is { } seen && match.Version != seen ? (null, new Stale()) : (new MatchTurn(writing, match), null);
    }

    /// <summary>Why new contacts are not logged just now; null when they are. Said to neither of the two as more than that (INV-061).</summary>
    public async Task<Refusal?> MayMeetAsync(CancellationToken cancellation)
    {
        var context = Writing.Context;
        if (!Match.State.Meets())
        {
            return Match.State.IsOver() ? new MatchOver() : new NotMeetingYet();
        }

        if (await context.ApartAsync(Match.PersonId, Match.MentorId, cancellation) is not null
            || !await context.RoleHoldings.IgnoreQueryFilters(MentoringRules.AnyViewer).AnyAsync(h => h.Id == Match.HoldingId && h.State != RoleState.Paused && h.State != RoleState.Ended, cancellation))
        {
            return new MeetingsStopped();
        }

        return await context.LimitsShown.IgnoreQueryFilters(MentoringRules.AnyViewer).AnyAsync(l => l.PersonId == Match.PersonId && l.SchemeId == Match.SchemeId, cancellation) ? null : new LimitsNotShown();
    }

    public SealedText Seal(string words) => Writing.Seal(Match.PersonId, words.Trim());

    public SealedText? SealOptional(string? words) => Writing.SealOptional(Match.PersonId, words);

    private static Guid Min(Guid one, Guid other) => one.CompareTo(other) < 0 ? one : other;

    private static Guid Max(Guid one, Guid other) => one.CompareTo(other) < 0 ? other : one;
}

/// <summary>The two have not begun to meet.</summary>
public sealed record NotMeetingYet() : Refusal("not-meeting-yet")
{
    /// <inheritdoc />
    public override string Sentence => "This match is not going on just now, so there is nothing to log.";
}
