using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Support;

/// <summary>What somebody's whole weeks held, as far as whoever asks may know of it.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Weeks">Whole weeks since they began, the oldest first.</param>
internal sealed record WeeksOf(Guid PersonId, IReadOnlyList<LoadWeek> Weeks)
{
    public decimal? Usual(LoadRule rule) => Load.Usual(Weeks.Where(w => w.Active).Select(w => w.Sum(rule)), rule);

    public int? WeeksSince(LoadRule rule) => Load.WeeksSince([.. Weeks.Select(w => w.Sum(rule))], Usual(rule), rule);

    public bool IsUp(LoadRule rule) => Load.IsUp([.. Weeks.Select(w => w.Sum(rule))], Usual(rule), rule);
}

/// <summary>
/// Reads what weeks held. The context's own filters say what of it is known: to the person all of it; to whoever supervises them what they may
/// see otherwise too, and not which talk came from a concern about safety. The system counts nothing that is the person's alone, was shared with somebody
/// who does not supervise them any more, or is about somebody behind a wall, so that no flag tells of it.
/// </summary>
internal static class LoadFacts
{
    private const int WeeksMost = 260;

    /// <summary>The whole weeks of some people in a scheme, by its rule. Five commands.</summary>
    public static async Task<IReadOnlyList<WeeksOf>> WeeksAsync(
        this ThroughlineContext context, Guid schemeId, IReadOnlyCollection<Guid> people, LoadRule rule, DateOnly today, CancellationToken cancellation)
    {
        var (system, viewer, hurtLeast) = (context.Viewer.Hat == Hat.System, context.Viewer.PersonId, rule.HurtLeast);
        var moves = (await (from move in context.RoleMoves.AsNoTracking()
                            join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                            where people.Contains(move.PersonId) && holding.SchemeId == schemeId && role.OnLadder
                            orderby move.HoldingId, move.Number
                            select new { move.PersonId, move.HoldingId, move.State, move.On }).ToListAsync(cancellation)).ToLookup(m => m.PersonId);
        var contacts = (await context.Contacts.AsNoTracking().Where(c => c.SchemeId == schemeId && c.TakenBackAt == null && people.Contains(c.MentorId)
                && (!system || !context.Walls.Any(w => w.SubjectId == c.PersonId && w.ViewerId != c.MentorId && w.LiftedAt == null)))
            .Select(c => new { c.MentorId, c.StartsAt, c.Minutes }).ToListAsync(cancellation)).ToLookup(c => c.MentorId);
        var talks = (await context.Debriefs.AsNoTracking().Where(d => d.SchemeId == schemeId && people.Contains(d.PersonId)
                && (!system || !context.Walls.Any(w => w.SubjectId == d.AboutId && w.ViewerId != d.PersonId && w.LiftedAt == null)))
            .Select(d => new { d.PersonId, d.At, Crisis = d.ConcernId != null && (system || d.PersonId == viewer) }).ToListAsync(cancellation)).ToLookup(d => d.PersonId);
        var said = (await context.CheckIns.AsNoTracking().Where(c => c.SchemeId == schemeId && people.Contains(c.PersonId) && (c.ToldStory || c.FamilyClash)
                && (!system || context.Belongings.Any(b => b.PersonId == c.PersonId && b.SchemeId == schemeId && b.SupervisorId == c.SharedWithId && b.To == null)))
            .Select(c => new { c.PersonId, c.On, c.ToldStory, c.FamilyClash }).ToListAsync(cancellation)).ToLookup(c => c.PersonId);
        var hurts = (await context.ReceivedMessages.AsNoTracking()
            .Where(m => m.SchemeId == schemeId && people.Contains(m.PersonId) && m.Value < 0 && m.Impact >= hurtLeast && (!system
                || context.MessageShares.Any(s => s.MessageId == m.Id && context.Belongings.Any(b => b.PersonId == m.PersonId && b.SchemeId == schemeId && b.SupervisorId == s.WithId && b.To == null))))
            .Select(m => new { m.PersonId, m.On }).ToListAsync(cancellation)).ToLookup(m => m.PersonId);
        List<WeeksOf> all = [];
        foreach (var person in people.Order())
        {
            var spans = moves[person].GroupBy(m => m.HoldingId).SelectMany(g => g.Zip(g.Skip(1).Select(m => (DateOnly?)m.On).Append(null)))
                .Where(p => p.First.State.IsActive()).Select(p => (From: p.First.On, To: p.Second)).ToList();
            if (spans.Count == 0)
            {
                continue;
            }

            var (first, end) = (Hours.Monday(spans.Min(s => s.From).AddDays(6)), Hours.Monday(today));
            var weeks = Math.Clamp((end.DayNumber - first.DayNumber) / 7, 0, WeeksMost);
            all.Add(new WeeksOf(person, [.. Enumerable.Range(0, weeks).Select(week =>
            {
                var monday = end.AddDays(7 * (week - weeks));
                bool In(DateOnly on) => on >= monday && on < monday.AddDays(7);
                return new LoadWeek(
                    monday, Math.Round(contacts[person].Where(c => In(c.StartsAt.LondonDate())).Sum(c => c.Minutes) / 60m, 2),
                    talks[person].Count(t => t.Crisis && In(t.At.LondonDate())), talks[person].Count(t => !t.Crisis && In(t.At.LondonDate())),
                    said[person].Count(c => c.ToldStory && In(c.On)), hurts[person].Count(m => In(m.On)), said[person].Count(c => c.FamilyClash && In(c.On)),
                    Enumerable.Range(0, 7).All(d => spans.Exists(s => s.From <= monday.AddDays(d) && (s.To is null || monday.AddDays(d) < s.To))));
            })]));
        }

        return all;
    }

    /// <summary>Hours on site of some people in a scheme, whole weeks, the newest last (CALC-7). As the system only. Three commands.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<WeekHours>>> HoursAsync(
        this ThroughlineContext context, Guid schemeId, IReadOnlyCollection<Guid> people, int weeks, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var first = Hours.Monday(today).AddDays(-7 * weeks);
        var begins = first.StartInLondon();
        var stays = (await (from stay in context.Presences.AsNoTracking()
                            join holding in context.RoleHoldings on stay.HoldingId equals holding.Id
                            join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                            where people.Contains(stay.PersonId) && stay.SchemeId == schemeId && !stay.Removed && (stay.Out == null || stay.Out > begins) && !role.Hats.Contains(Hat.Mentee)
                            select new { stay.PersonId, stay.In, stay.Out, holding.Pay }).ToListAsync(cancellation)).ToLookup(s => s.PersonId);
        var shifts = (await context.Shifts.AsNoTracking().Include(s => s.Skips).Where(s => people.Contains(s.PersonId) && s.SchemeId == schemeId && (s.Until == null || s.Until >= first.AddDays(-1)))
            .ToListAsync(cancellation)).ToLookup(s => s.PersonId);
        var agreed = (await context.RoleHoldings.AsNoTracking().Where(h => people.Contains(h.PersonId) && h.SchemeId == schemeId && h.RosteredHours != null && (h.To == null || h.To >= first))
            .Select(h => new { h.PersonId, h.From, h.To, h.RosteredHours }).ToListAsync(cancellation)).ToLookup(h => h.PersonId);
        return people.ToDictionary(person => person, person =>
        {
            // What was planned for the week; where no shift was, the hours agreed for the role.
            decimal Planned(DateOnly monday)
            {
                var planned = shifts[person].SelectMany(s => s.Between(monday, monday.AddDays(6))).Sum(o => o.Hours);
                return planned > 0 ? planned : agreed[person].Where(a => a.From <= monday.AddDays(6) && (a.To is null || a.To >= monday)).Sum(a => a.RosteredHours!.Value);
            }

            return Hours.Weekly(stays[person].Select(s => new Stay(s.In, s.Out ?? now, s.Pay is Pay.Sessional or Pay.Salaried)), Planned, first, weeks);
        });
    }

    /// <summary>
    /// Of those of some people who mentor in a scheme: how many matches they have, how many their role has, and the newest day on which one of them was decided or its time
    /// above the limit was over. A match above the limit does not count in the time that was agreed for it. Nor does one with somebody behind a wall, so that no flag tells of
    /// them. As the system only. Two commands.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, (int Count, int Limit, DateOnly Newest)>> MatchesAsync(
        this ThroughlineContext context, Guid schemeId, IReadOnlyCollection<Guid> people, SettingValues settings, DateOnly today, CancellationToken cancellation)
    {
        var roles = await (from holding in context.RoleHoldings.AsNoTracking()
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where people.Contains(holding.PersonId) && holding.SchemeId == schemeId && role.MatchCap > 0 && role.Hats.Contains(Hat.PeerWorker)
                               && holding.From <= today && (holding.To == null || holding.To >= today)
                               && ((holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused) || holding.State == RoleState.Held)
                           orderby holding.PersonId, holding.Id
                           select new { Holding = holding, Role = role }).ToListAsync(cancellation);
        var matches = (await context.Matches.AsNoTracking().Where(m => m.SchemeId == schemeId && m.ClosedOn == null && people.Contains(m.MentorId) && (m.OverLimitUntil == null || m.OverLimitUntil < today)
                && !context.Walls.Any(w => w.SubjectId == m.PersonId && w.LiftedAt == null))
            .Select(m => new { m.MentorId, m.DecidedOn, m.OverLimitUntil }).ToListAsync(cancellation)).ToLookup(m => m.MentorId, m => m.OverLimitUntil?.AddDays(1) ?? m.DecidedOn);
        // A mentor with two such roles in a scheme is one mentor: the role with more room.
        return roles.GroupBy(r => r.Holding.PersonId).ToDictionary(
            own => own.Key, own => (matches[own.Key].Count(), own.Max(r => MentoringRules.Limit(r.Role, r.Holding, settings)), matches[own.Key].DefaultIfEmpty().Max()));
    }

    /// <summary>
    /// The last day on which each of some people was on site at work or ran a session, null where they never did, and since when they have been at work without a
    /// pause. As the system only. Three commands.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, (DateOnly? Seen, DateOnly Back)>> AmongOthersAsync(
        this ThroughlineContext context, Guid schemeId, IReadOnlyCollection<Guid> people, DateOnly today, CancellationToken cancellation)
    {
        var stays = await (from stay in context.Presences.AsNoTracking()
                           join holding in context.RoleHoldings on stay.HoldingId equals holding.Id
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where people.Contains(stay.PersonId) && stay.SchemeId == schemeId && !stay.Removed && role.OnLadder
                           group stay by stay.PersonId into own
                           select new { own.Key, At = own.Max(s => s.In) }).ToListAsync(cancellation);
        var sessions = await (from part in context.SessionParts.AsNoTracking()
                              join session in context.GroupSessions on part.SessionId equals session.Id
                              where people.Contains(part.PersonId) && part.SchemeId == schemeId && part.EndedOn == null && session.On <= today && session.State == SessionState.Planned
                              group session by part.PersonId into own
                              select new { own.Key, On = own.Max(s => s.On) }).ToListAsync(cancellation);
        var moves = await (from move in context.RoleMoves.AsNoTracking()
                           join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                           join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                           where people.Contains(move.PersonId) && holding.SchemeId == schemeId && role.OnLadder
                           orderby move.HoldingId, move.Number
                           select new { move.PersonId, move.HoldingId, move.State, move.On }).ToListAsync(cancellation);
        var seen = stays.Select(s => (s.Key, On: s.At.LondonDate())).Concat(sessions.Select(s => (s.Key, s.On))).ToLookup(d => d.Key, d => (DateOnly?)d.On);
        // A step from active to active is no coming back.
        return moves.GroupBy(m => m.HoldingId).SelectMany(own => own.Where((m, at) => m.State.IsActive() && (at == 0 || !own.ElementAt(at - 1).State.IsActive())))
            .GroupBy(m => m.PersonId).ToDictionary(own => own.Key, own => (seen[own.Key].Max(), own.Max(m => m.On)));
    }

    /// <summary>
    /// Since when each of some people has let the service know that they would like to move on, without a break; not in it are those who never did or took it back the last time
    /// they said something. As the system only. One command.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, DateOnly>> WishesAsync(this ThroughlineContext context, IReadOnlyCollection<Guid> people, CancellationToken cancellation) =>
        (await context.Aspirations.AsNoTracking().Where(a => people.Contains(a.PersonId)).OrderByDescending(a => a.On).ThenByDescending(a => a.Id).Select(a => new { a.PersonId, a.On, a.Told }).ToListAsync(cancellation))
            .GroupBy(a => a.PersonId).Select(g => (g.Key, Told: g.TakeWhile(a => a.Told).ToList())).Where(g => g.Told.Count > 0).ToDictionary(g => g.Key, g => g.Told[^1].On);

    /// <summary>
    /// Since when each of some people has been in the step of the role on the ladder that they hold in a scheme; where they hold several, the latest. To come back from a pause is
    /// no step. One command.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, DateOnly>> StepsAsync(this ThroughlineContext context, Guid schemeId, IReadOnlyCollection<Guid> people, CancellationToken cancellation) =>
        (await (from move in context.RoleMoves.AsNoTracking()
                join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
                where people.Contains(move.PersonId) && holding.SchemeId == schemeId && role.OnLadder && holding.State >= RoleState.ActiveSupervised && holding.State <= RoleState.Paused
                orderby move.HoldingId, move.Number
                select new { move.PersonId, move.HoldingId, move.State, move.On }).ToListAsync(cancellation))
            .GroupBy(m => m.HoldingId).SelectMany(moves => moves.Where((m, at) => m.State != RoleState.Paused && (at == 0 || moves.ElementAt(at - 1).State != RoleState.Paused)))
            .GroupBy(m => m.PersonId).ToDictionary(g => g.Key, g => g.Max(m => m.On));
}
