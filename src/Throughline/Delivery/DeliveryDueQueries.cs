using Microsoft.EntityFrameworkCore;
using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>What is due about groups and attendance, worked out from what there is: for reminders. Nobody is reminded of anything on account of somebody they are walled off from.</summary>
public sealed class DeliveryDueQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>What is due on a London date; nothing for anybody but the system. Nine commands, one for each scheme, and two for each scheme whose mentors have a group.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            return [];
        }

        IEnumerable<Due> due =
        [
            .. await GapsAsync(today, cancellation),
            .. await RegistersAsync(today, cancellation),
            .. await ComingAsync(today, cancellation),
            .. await WaitingAsync(today, cancellation),
            .. await ProgrammesAsync(cancellation),
            .. await MentorsAsync(today, cancellation),
        ];
        return [.. due.Where(d => d.On <= today)];
    }

    private async Task<IEnumerable<Due>> GapsAsync(DateOnly today, CancellationToken cancellation)
    {
        var (now, soon) = (clock.Now(), today.AddDays(DeliveryRules.GapDays));
        var sessions = await context.GroupSessions.AsNoTracking().Where(s => s.State == SessionState.Planned && s.StartsAt > now && s.On <= soon).OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.SchemeId, s.On }).ToListAsync(cancellation);
        var ids = sessions.ConvertAll(s => s.Id);
        var hands = (await context.SessionParts.AsNoTracking().Where(p => ids.Contains(p.SessionId) && p.EndedOn == null).OrderBy(p => p.PersonId).Select(p => new { p.SessionId, p.PersonId })
            .ToListAsync(cancellation)).ToLookup(p => p.SessionId, p => p.PersonId);
        return sessions.Select(s => new Due(
            $"group-session/{s.Id}/gap", null, s.SchemeId, Hat.Coordinator, s.On.AddDays(-DeliveryRules.GapDays), "session-needs-somebody", $"/groups/sessions/{s.Id}", Due.Nobody,
            hands[s.Id].Any() ? [.. hands[s.Id]] : null));
    }

    private async Task<IEnumerable<Due>> RegistersAsync(DateOnly today, CancellationToken cancellation)
    {
        var open = await (from session in context.GroupSessions.AsNoTracking()
                          join part in context.SessionParts on session.Id equals part.SessionId
                          where session.State == SessionState.Planned && session.On < today && part.EndedOn == null
                              && context.SessionPlaces.Any(p => p.SessionId == session.Id && p.MovedToId == null
                                  && !context.AttendanceFacts.Any(f => f.PlaceId == p.Id)
                                  && !context.Walls.Any(w => w.ViewerId == part.PersonId && w.SubjectId == p.PersonId && w.LiftedAt == null)
                                  && !context.LabelsSet(today).Any(s => s.Id == p.PersonId))
                          orderby session.Id, part.Id
                          select new { session.Id, part.PersonId, session.SchemeId, session.On }).ToListAsync(cancellation);
        return open.Select(s => new Due($"group-register/{s.Id}/{s.PersonId}", s.PersonId, s.SchemeId, null, s.On.AddDays(1), "register-open", $"/groups/sessions/{s.Id}/register", s.PersonId));
    }

    private async Task<IEnumerable<Due>> ComingAsync(DateOnly today, CancellationToken cancellation)
    {
        var tomorrow = today.AddDays(1);
        var next = await (from session in context.GroupSessions.AsNoTracking()
                          join place in context.SessionPlaces on session.Id equals place.SessionId
                          where session.State == SessionState.Planned && place.MovedToId == null && session.On >= today && session.On <= tomorrow
                          orderby place.Id
                          select new { place.Id, session.On, place.PersonId, session.SchemeId }).ToListAsync(cancellation);
        return next.Select(s => new Due($"group-place/{s.Id}", s.PersonId, s.SchemeId, null, s.On.AddDays(-1), "something-planned-soon", "/my/sessions", s.PersonId));
    }

    // A version to read is with whoever has said something of it; one to approve is with nobody until it is done.
    private async Task<IEnumerable<Due>> ProgrammesAsync(CancellationToken cancellation)
    {
        var waiting = await context.SessionProgrammeVersions.AsNoTracking().Where(v => v.State == ProgrammeState.PeerReview || v.State == ProgrammeState.Finalised).OrderBy(v => v.Id)
            .Select(v => new { v.Id, v.SchemeId, v.State, v.Round, At = v.Steps.Max(s => s.At) }).ToListAsync(cancellation);
        var ids = waiting.ConvertAll(v => v.Id);
        var views = (await context.ProgrammeViews.AsNoTracking().Where(v => ids.Contains(v.VersionId)).OrderBy(v => v.PersonId).Select(v => new { v.VersionId, v.Round, v.PersonId })
            .ToListAsync(cancellation)).ToLookup(v => (v.VersionId, v.Round), v => v.PersonId);
        return waiting.Select(v => v.State == ProgrammeState.Finalised
            ? new Due($"programme/{v.Id}/{v.Round}/approve", null, v.SchemeId, Hat.Coordinator, v.At.LondonDate(), "programme-to-approve", $"/programmes/versions/{v.Id}", Due.Nobody)
            : new Due(
                $"programme/{v.Id}/{v.Round}/read", null, v.SchemeId, Hat.PeerWorker, v.At.LondonDate(), "programme-to-read", $"/programmes/versions/{v.Id}", Due.Nobody,
                views[(v.Id, v.Round)].Any() ? [.. views[(v.Id, v.Round)]] : null));
    }

    // Those who mentor have not met as one for a time, or not yet.
    private async Task<IEnumerable<Due>> MentorsAsync(DateOnly today, CancellationToken cancellation)
    {
        var groups = await context.Activities.AsNoTracking().Where(a => a.ForMentors && a.EndedOn == null).OrderBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                a.SchemeId,
                a.From,
                Last = context.GroupSessions.Where(s => s.ActivityId == a.Id && s.State == SessionState.Planned && s.On <= today).Max(s => (DateOnly?)s.On),
            }).ToListAsync(cancellation);
        Dictionary<Guid, int> days = [];
        foreach (var scheme in groups.Select(g => g.SchemeId).Distinct())
        {
            days[scheme] = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.SupervisionGroupIntervalDays);
        }

        return groups.Select(g => (Group: g, On: (g.Last ?? g.From).AddDays(days[g.SchemeId])))
            .Select(g => new Due($"group-supervision/{g.Group.Id}/{g.On:yyyy-MM-dd}", null, g.Group.SchemeId, Hat.Coordinator, g.On, "group-supervision-due", $"/groups/{g.Group.Id}", Due.Nobody));
    }

    // Nobody is asked any more about somebody whose label has set: it would tell of the past.
    private async Task<IEnumerable<Due>> WaitingAsync(DateOnly today, CancellationToken cancellation)
    {
        var waiting = await context.Waiting().Where(w => !context.LabelsSet(today).Any(s => s.Id == w.PersonId))
            .OrderBy(w => w.PlaceId).ThenBy(w => w.RequirementId)
            .Select(w => new
            {
                Waits = w,
                Officer = w.OfficerId ?? context.SupervisionEpisodes.Where(o => o.PersonId == w.PersonId && o.SchemeId == w.SchemeId && o.Start <= today && (o.End == null || o.End >= today))
                    .OrderByDescending(o => o.Type == w.Type).ThenByDescending(o => o.Start).ThenBy(o => o.OfficerId).Select(o => (Guid?)o.OfficerId).FirstOrDefault(),
            }).ToListAsync(cancellation);
        var days = await context.OfficerDaysAsync(waiting.Select(w => w.Waits.SchemeId), cancellation);
        return from w in waiting
               where w.Officer is not null
               select new Due(
                   $"attendance/{w.Waits.FactId}/{w.Waits.FactVersion}/{w.Waits.RequirementId}", w.Officer, w.Waits.SchemeId, null,
                   PeopleSettings.WorkingDaysAfter(w.Waits.RecordedAt.LondonDate(), days[w.Waits.SchemeId]), "attendance-to-decide",
                   $"/attendance/{w.Waits.RequirementId}/{w.Waits.PlaceId}", w.Waits.PersonId);
    }
}
