using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>What is due about training, worked out from what there is: for reminders. Nobody is reminded of anything on account of somebody they are walled off from.</summary>
public sealed class TrainingDueQueries(ThroughlineContext context)
{
    /// <summary>What is due on a London date; nothing for anybody but the system. Eight commands.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != Hat.System)
        {
            return [];
        }

        IEnumerable<Due> due =
        [
            .. await CannotOpenAsync(today, cancellation),
            .. await RegistersAsync(today, cancellation),
            .. await SessionsAsync(today, cancellation),
            .. await PeopleAsync(today, cancellation),
        ];
        return [.. due.Where(d => d.On <= today)];
    }

    private async Task<IEnumerable<Due>> CannotOpenAsync(DateOnly today, CancellationToken cancellation)
    {
        // Somebody whose label has set is a peer to nobody else: the coordinator's page says the same.
        var covered = context.LabelsSet(today).Select(s => s.Id);
        var soon = today.AddDays(TrainingQueries.OpeningDays);
        var cohorts = await context.Cohorts.AsNoTracking().Where(c => c.State == CohortState.Planned && c.StartsOn <= soon)
            .Select(c => new { c.Id, c.SchemeId, c.StartsOn }).ToListAsync(cancellation);
        var peers = context.Peers(today);
        var ready = (await context.Facilitations.Where(f => f.To == null && peers.Contains(f.PersonId) && !covered.Contains(f.PersonId)).Select(f => new { f.CohortId, f.PersonId }).Distinct().OrderBy(f => f.PersonId).ToListAsync(cancellation)).ToLookup(f => f.CohortId, f => f.PersonId);
        return cohorts.Select(c => new Due(
            $"course/{c.Id}/cannot-open", null, c.SchemeId, Hat.Coordinator, c.StartsOn.AddDays(-TrainingQueries.OpeningDays), "course-cannot-open", $"/training/cohorts/{c.Id}/facilitators", Due.Nobody,
            ready[c.Id].Any() ? [.. ready[c.Id]] : null));
    }

    private async Task<IEnumerable<Due>> RegistersAsync(DateOnly today, CancellationToken cancellation)
    {
        var open = await (from session in context.TrainingSessions.AsNoTracking()
                          join cohort in context.Cohorts on session.CohortId equals cohort.Id
                          join facilitation in context.Facilitations on cohort.Id equals facilitation.CohortId
                          where cohort.State == CohortState.Open && session.On < today && facilitation.To == null
                              && context.Enrolments.Any(e => e.State <= EnrolmentState.Deferred
                                  && context.EnrolmentPlaces.Any(p => p.EnrolmentId == e.Id && p.CohortId == cohort.Id && p.From <= session.On && (p.To == null || p.To >= session.On))
                                  && !context.Attendances.Any(a => a.EnrolmentId == e.Id && a.SessionId == session.Id)
                                  && !context.Walls.Any(w => w.ViewerId == facilitation.PersonId && w.SubjectId == e.PersonId && w.LiftedAt == null)
                                  && !context.LabelsSet(today).Any(s => e.TellsOfThePast && s.Id == e.PersonId))
                          select new { session.Id, facilitation.PersonId, cohort.SchemeId, session.On }).ToListAsync(cancellation);
        return open.Select(s => new Due($"register/{s.Id}/{s.PersonId}", s.PersonId, s.SchemeId, null, s.On.AddDays(1), "register-open", $"/training/sessions/{s.Id}/register", s.PersonId));
    }

    private async Task<IEnumerable<Due>> SessionsAsync(DateOnly today, CancellationToken cancellation)
    {
        var tomorrow = today.AddDays(1);
        var next = await (from session in context.TrainingSessions.AsNoTracking()
                          join enrolment in context.Enrolments on session.CohortId equals enrolment.CohortId
                          where enrolment.State <= EnrolmentState.Deferred && session.On >= today && session.On <= tomorrow
                          select new { session.Id, session.On, EnrolmentId = enrolment.Id, enrolment.PersonId, enrolment.SchemeId }).ToListAsync(cancellation);
        return next.Select(s => new Due($"session/{s.Id}/{s.EnrolmentId}", s.PersonId, s.SchemeId, null, s.On.AddDays(-1), "course-session", $"/training/courses/{s.EnrolmentId}", s.PersonId));
    }

    // Somebody who has done all it takes, and somebody who waits for the next course: for whoever coordinates, so not once a label covers it.
    private async Task<IEnumerable<Due>> PeopleAsync(DateOnly today, CancellationToken cancellation)
    {
        var people = await (from enrolment in context.Enrolments.AsNoTracking()
                            where (enrolment.State == EnrolmentState.Attending || (enrolment.State == EnrolmentState.Deferred && enrolment.CohortId == null))
                                && !context.LabelsSet(today).Any(s => enrolment.TellsOfThePast && s.Id == enrolment.PersonId)
                            select new
                            {
                                enrolment.Id,
                                enrolment.PersonId,
                                enrolment.SchemeId,
                                enrolment.State,
                                Since = context.EnrolmentPlaces.Where(p => p.EnrolmentId == enrolment.Id).Max(p => p.To),
                                LastCame = (from attendance in context.Attendances
                                            join session in context.TrainingSessions on attendance.SessionId equals session.Id
                                            where attendance.EnrolmentId == enrolment.Id
                                            select (DateOnly?)session.On).Max(),
                            }).ToListAsync(cancellation);
        var progress = await context.ProgressAsync(await context.OutlinesAsync(people.ConvertAll(p => p.Id), cancellation), cancellation);
        return people.Where(p => p.State == EnrolmentState.Deferred || progress[p.Id].IsComplete).Select(p => p.State == EnrolmentState.Deferred
            ? new Due($"course/{p.Id}/waiting", null, p.SchemeId, Hat.Coordinator, p.Since ?? today, "course-place-waiting", $"/training/courses/{p.Id}", p.PersonId)
            : new Due($"course/{p.Id}/done", null, p.SchemeId, Hat.Coordinator, p.LastCame ?? today, "course-done", $"/training/courses/{p.Id}", p.PersonId));
    }
}
