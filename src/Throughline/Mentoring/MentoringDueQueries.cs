using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>What is due of matches: asked by the system, told to the two and to those who run the scheme.</summary>
public sealed class MentoringDueQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>How many days ahead a planned end and a first meeting are told.</summary>
    public const int Ahead = 7;

    /// <summary>What is due by a London date, in a fixed order. Twelve commands, and two for each scheme in which somebody was offered a talk.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        List<Due> due = [];
        // Once a mentor's label has set, others than the two are shown nothing of it, and told nothing.
        var set = context.LabelsSet(today).Select(s => s.Id);
        var matches = await context.Matches.AsNoTracking().Where(m => m.ClosedOn == null && !set.Contains(m.MentorId)).OrderBy(m => m.Id).ToListAsync(cancellation);
        var ids = matches.SelectMany(m => new[] { m.PersonId, m.MentorId }).Distinct().ToList();
        var never = (await context.MatchWishes.AsNoTracking().Where(w => w.Kind == WishKind.Never && w.To == null).Select(w => new { w.PersonId, w.OtherId, w.From }).ToListAsync(cancellation))
            .SelectMany(w => new[] { ((w.PersonId, w.OtherId), w.From), ((w.OtherId, w.PersonId), w.From) }).ToLookup(w => w.Item1, w => w.From);
        var kept = (await context.Relationships.AsNoTracking().Where(r => r.To == null).Select(r => new { r.PersonId, r.OtherId, r.From }).ToListAsync(cancellation))
            .SelectMany(r => new[] { ((r.PersonId, r.OtherId), r.From), ((r.OtherId, r.PersonId), r.From) }).ToLookup(r => r.Item1, r => r.From);
        var walls = (await context.Walls.Where(w => w.LiftedAt == null).Select(w => new { w.ViewerId, w.SubjectId, w.From }).ToListAsync(cancellation))
            .ToLookup(w => (w.ViewerId, w.SubjectId), w => w.From.LondonDate());
        var holdings = await context.RoleHoldings.AsNoTracking().Where(h => ids.Contains(h.PersonId))
            .Select(h => new { h.Id, h.PersonId, h.SchemeId, h.State, h.From, h.To, h.Pay, h.SupervisorId }).ToListAsync(cancellation);
        foreach (var match in matches)
        {
            var pair = (match.PersonId, match.MentorId);
            var page = $"/mentoring/matches/{match.Id}";
            // One of the two asked, or they are kept apart: told to a coordinator as something to look at, and never why.
            foreach (var since in never[pair].Concat(kept[pair]).Concat(walls[pair]).Order().Take(1))
            {
                Ask($"look/{since:yyyy-MM-dd}", since, "match-to-look-at");
            }

            var role = holdings.Find(h => h.Id == match.HoldingId);
            if (role is { State: RoleState.Paused or RoleState.Ended })
            {
                Ask("mentor", role.To ?? today, "match-needs-somebody");
            }

            if (match.ReviewOn is { } review)
            {
                Ask($"review/{review:yyyy-MM-dd}", review, "match-to-review");
            }

            if (match.EndsOn is { } end)
            {
                Ask($"end/{end:yyyy-MM-dd}", end, "match-ends");
            }

            if (match.OverLimitUntil is { } over)
            {
                Ask($"over/{over:yyyy-MM-dd}", over, "match-over-limit");
            }

            // A mentor who moves to a paid post in the service (INV-070).
            foreach (var paid in holdings.Where(h => h.PersonId == match.MentorId && h.Id != match.HoldingId && h.Pay is Pay.Sessional or Pay.Salaried && h.From > match.DecidedOn && h.To is null && h.From <= today
                && !(match.ReviewedOn >= h.From)).Take(1))
            {
                Ask($"paid/{paid.From:yyyy-MM-dd}", paid.From, "match-to-review");
            }

            if (match.MeetingAt is { } meeting && match.State == MatchState.MenteeMeeting)
            {
                Tell("meeting", match.PersonId, meeting.LondonDate().AddDays(-Ahead), "first-meeting", "/mentor");
                Tell("meeting/mentor", match.MentorId, meeting.LondonDate().AddDays(-Ahead), "first-meeting", $"/mentoring/mine/{match.Id}");
            }

            void Ask(string what, DateOnly on, string kind)
            {
                if (on <= today)
                {
                    due.Add(new Due($"match/{match.Id}/{what}", null, match.SchemeId, Hat.Coordinator, on, kind, page, match.PersonId, AlsoAboutId: match.MentorId));
                }
            }

            void Tell(string what, Guid person, DateOnly on, string kind, string path)
            {
                if (on <= today && never[pair].Concat(kept[pair]).Concat(walls[pair]).FirstOrDefault() == default)
                {
                    due.Add(new Due($"match/{match.Id}/{what}", person, match.SchemeId, null, on, kind, path, person == match.PersonId ? match.MentorId : match.PersonId));
                }
            }
        }

        // Whoever mentored, the mentee of a match that was stopped for safety is to be talked with.
        foreach (var match in await context.Matches.AsNoTracking().Where(m => m.ToFollow).OrderBy(m => m.Id).Select(m => new { m.Id, m.PersonId, m.MentorId, m.SchemeId, m.ClosedOn }).ToListAsync(cancellation))
        {
            due.Add(new Due($"match/{match.Id}/stopped", null, match.SchemeId, Hat.Coordinator, match.ClosedOn!.Value, "match-was-stopped", "/mentoring#stopped", match.PersonId, AlsoAboutId: match.MentorId));
        }

        foreach (var match in await context.Matches.AsNoTracking().Where(m => m.ToldUntil >= today).OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.PersonId, m.MentorId, m.SchemeId, m.ClosedOn }).ToListAsync(cancellation))
        {
            due.Add(new Due($"match/{match.Id}/stopped/mentee", match.PersonId, match.SchemeId, null, match.ClosedOn!.Value, "something-has-changed", "/mentor", match.MentorId));
            due.Add(new Due($"match/{match.Id}/stopped/mentor", match.MentorId, match.SchemeId, null, match.ClosedOn!.Value, "something-has-changed", "/mentoring/mine", match.PersonId));
        }

        foreach (var limit in await context.AccessConstraints.AsNoTracking().Where(c => c.EndedOn == null && c.WrongOn != null && c.AnsweredOn == null && !set.Contains(c.PersonId)).OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.PersonId, c.SchemeId, c.WrongOn }).ToListAsync(cancellation))
        {
            due.Add(new Due(
                $"access-limit/{limit.Id}/{limit.WrongOn:yyyy-MM-dd}", null, limit.SchemeId, Hat.Coordinator, limit.WrongOn!.Value, "something-to-put-right",
                $"/mentoring/limits/{limit.SchemeId}/{limit.PersonId}", limit.PersonId));
        }

        var now = clock.Now();
        var supervisors = await context.RoleHoldings.AsNoTracking().Where(h => h.SupervisorId != null && h.State != RoleState.Ended && context.Debriefs.Any(d => d.PersonId == h.PersonId
            && (d.State == DebriefState.Due || d.State == DebriefState.Offered))).OrderBy(h => h.Id).Select(h => new { h.PersonId, h.SchemeId, h.SupervisorId }).ToListAsync(cancellation);
        var debriefs = await context.Debriefs.AsNoTracking().Where(d => (d.State == DebriefState.Due || d.State == DebriefState.Offered) && (d.ConcernId != null || !set.Contains(d.PersonId))).OrderBy(d => d.Id).ToListAsync(cancellation);
        var heldWithin = new Dictionary<Guid, TimeSpan>();
        foreach (var scheme in debriefs.Where(d => d.State == DebriefState.Offered).Select(d => d.SchemeId).Distinct())
        {
            heldWithin[scheme] = TimeSpan.FromHours((double)(await new SettingQueries(context).ValuesAsync(scheme, cancellation))[SettingKeys.DebriefHeldHours]);
        }

        foreach (var debrief in debriefs)
        {
            var path = $"/debriefs/{debrief.Id}";
            // Whom it happened to, or whom a concern is about, is not told of it, and offers nothing.
            Guid? untold = debrief.AboutId == debrief.PersonId ? null : debrief.AboutId;
            var supervisor = supervisors.Find(h => h.PersonId == debrief.PersonId && h.SchemeId == debrief.SchemeId)?.SupervisorId is { } named && named != untold ? named : (Guid?)null;
            if (debrief.State == DebriefState.Offered)
            {
                due.Add(new Due($"debrief/{debrief.Id}/offer/{debrief.Declined}", debrief.PersonId, debrief.SchemeId, null, debrief.OfferedAt!.Value.LondonDate(), "talk-offered", "/debriefs", debrief.PersonId, AlsoAboutId: debrief.AboutId));
                // Offered and not held: whoever runs the scheme looks whether there was time and a room for it. It is never held against the mentor.
                var heldBy = (debrief.Declined > 0 ? debrief.OfferedAt!.Value : debrief.At) + heldWithin[debrief.SchemeId];
                if (heldBy <= now)
                {
                    due.Add(new Due($"debrief/{debrief.Id}/held/{debrief.Declined}", null, debrief.SchemeId, Hat.Coordinator, heldBy.LondonDate(), "talk-to-offer", path, debrief.PersonId, AlsoAboutId: debrief.AboutId, KeptFromId: untold));
                    if (debrief.ConcernId is not null)
                    {
                        due.Add(new Due($"debrief/{debrief.Id}/held/{debrief.Declined}/lead", null, debrief.SchemeId, Hat.SafeguardingLead, heldBy.LondonDate(), "talk-to-offer", path, debrief.PersonId, AlsoAboutId: debrief.AboutId, KeptFromId: untold));
                    }
                }
            }
            else
            {
                // Late, it is whoever runs the scheme who offers it, whatever the supervisor does; it is never held against the mentor.
                var (key, late) = ($"debrief/{debrief.Id}/{debrief.Declined}", debrief.DueBy <= now);
                due.Add(new Due(
                    supervisor is null ? key : $"{key}/others", null, debrief.SchemeId, Hat.Coordinator, debrief.At.LondonDate(), "talk-to-offer", path, debrief.PersonId,
                    supervisor is { } by && !late ? [by] : null, debrief.AboutId, untold));
                if (debrief.ConcernId is not null && late)
                {
                    due.Add(new Due($"{key}/lead", null, debrief.SchemeId, Hat.SafeguardingLead, debrief.DueBy.LondonDate(), "talk-to-offer", path, debrief.PersonId, AlsoAboutId: debrief.AboutId, KeptFromId: untold));
                }

                if (supervisor is not null)
                {
                    due.Add(new Due(key, supervisor, debrief.SchemeId, null, debrief.At.LondonDate(), "talk-to-offer", path, debrief.PersonId, AlsoAboutId: debrief.AboutId, KeptFromId: untold));
                }
            }
        }

        return due;
    }
}
