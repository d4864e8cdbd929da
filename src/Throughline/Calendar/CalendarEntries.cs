using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Training;
using Throughline.Trust;

namespace Throughline.Calendar;

/// <summary>
/// Everything of the viewer's own between two dates, under the hat they wear, from what each slice holds. The context's filters decide what there is: what a
/// wall or a label keeps from the viewer is not in their calendar either.
/// </summary>
internal static class CalendarEntries
{
    /// <summary>The hats that have a day.</summary>
    public static IReadOnlyList<Hat> Hats { get; } = [Hat.PeerWorker, Hat.Mentee, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague];

    /// <summary>The hats under which spaces are used.</summary>
    public static IReadOnlyList<Hat> SpaceHats { get; } = [Hat.PeerWorker, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague];

    /// <summary>The entries from one London date to another, in order. Twenty-five commands at most.</summary>
    public static async Task<List<CalendarEntry>> ReadAsync(ThroughlineContext context, TimeProvider clock, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        if (!Hats.Contains(context.Viewer.Hat))
        {
            return [];
        }

        var spell = new TimeSpell(first.StartInLondon(), last.AddDays(1).StartInLondon());
        IEnumerable<CalendarEntry> entries =
        [
            .. await ShiftsAsync(context, clock, first, last, cancellation),
            .. await MatchesAsync(context, first, last, spell, cancellation),
            .. await GroupsAsync(context, first, last, spell, cancellation),
            .. await TrainingAsync(context, first, last, cancellation),
            .. await TrustAsync(context, clock.Today(), first, last, cancellation),
            .. await TalksAsync(context, spell, cancellation),
            .. await BookingsAsync(context, clock.Today(), spell, cancellation),
        ];
        return [.. entries.OrderBy(e => e.On).ThenBy(e => e.StartsAt ?? DateTimeOffset.MinValue).ThenBy(e => e.Title, StringComparer.Ordinal).ThenBy(e => e.RecordId)];
    }

    private static async Task<List<CalendarEntry>> ShiftsAsync(ThroughlineContext context, TimeProvider clock, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        if (!SpaceHats.Contains(context.Viewer.Hat))
        {
            return [];
        }

        var lines = await new RosterQueries(context, clock).MineAsync(first, last, cancellation);
        var spaces = lines.Select(l => l.SpaceId).Distinct().ToList();
        var sites = spaces.Count == 0 ? [] : await (from space in context.Spaces
                                                    join site in context.Set<Site>() on space.SiteId equals site.Id
                                                    where spaces.Contains(space.Id)
                                                    select new { space.Id, site.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        var plans = context.Viewer.Hat == Hat.Coordinator;
        return [.. lines.Select(l => new CalendarEntry(
            CalendarKind.Shift, l.ShiftId, l.Time.On, l.Time.StartsAt, l.Time.EndsAt, "Shift", l.Space,
            plans ? $"/spaces/shifts/{l.ShiftId}" : $"/calendar/places/{l.SpaceId}?on={l.Time.On:yyyy-MM-dd}", sites.GetValueOrDefault(l.SpaceId),
            l.Standing == RosterStanding.NotRostered ? "Not rostered" : null))];
    }

    private static async Task<List<CalendarEntry>> MatchesAsync(ThroughlineContext context, DateOnly first, DateOnly last, TimeSpell spell, CancellationToken cancellation)
    {
        var (viewer, hat, mine) = (context.Viewer.PersonId, context.Viewer.Hat, context.Viewer.SchemeIds);
        var (mentors, receives, runs) = (hat == Hat.PeerWorker, hat == Hat.Mentee, hat == Hat.Coordinator);
        if (!mentors && !receives && !runs)
        {
            return [];
        }

        var matches = await context.Matches.AsNoTracking()
            .Where(m => m.ClosedOn == null && ((mentors && m.MentorId == viewer) || (receives && m.PersonId == viewer)
                    || (runs && mine.Contains(m.SchemeId) && m.PersonId != viewer && m.MentorId != viewer))
                && ((m.State == MatchState.MenteeMeeting && m.MeetingAt >= spell.From && m.MeetingAt < spell.To)
                    || (runs && m.ReviewOn >= first && m.ReviewOn <= last) || (m.EndsOn >= first && m.EndsOn <= last)))
            .OrderBy(m => m.Id).ToListAsync(cancellation);
        var stopped = runs ? [] : await context.StoppedAsync(matches, cancellation);
        var ids = matches.SelectMany(m => new[] { m.PersonId, m.MentorId }).Distinct().ToList();
        var names = runs ? await context.NamesAsync(ids.Select(id => (Guid?)id), cancellation) : await MentoringRules.CalledAsync(context, ids, cancellation);
        List<CalendarEntry> entries = [];
        foreach (var match in matches.Where(m => names.ContainsKey(m.PersonId) && names.ContainsKey(m.MentorId)))
        {
            var with = mentors ? names[match.PersonId] : receives ? names[match.MentorId] : $"{names[match.PersonId]} and {names[match.MentorId]}";
            var path = mentors ? $"/mentoring/mine/{match.Id}" : receives ? "/mentor" : $"/mentoring/matches/{match.Id}";
            // Once one of the two has asked not to meet, neither is called to it.
            if (match.State == MatchState.MenteeMeeting && match.MeetingAt is { } at && at >= spell.From && at < spell.To
                && !stopped.Contains(match.Id))
            {
                entries.Add(new CalendarEntry(CalendarKind.FirstMeeting, match.Id, at.LondonDate(), at, null, "First meeting", with, path));
            }

            if (runs && match.ReviewOn is { } review && review >= first && review <= last)
            {
                entries.Add(new CalendarEntry(CalendarKind.MatchReview, match.Id, review, null, null, "See how a match goes", with, path));
            }

            if (match.EndsOn is { } end && end >= first && end <= last)
            {
                entries.Add(new CalendarEntry(CalendarKind.MatchEnd, match.Id, end, null, null, "Planned last day", with, path));
            }
        }

        return entries;
    }

    private static async Task<List<CalendarEntry>> GroupsAsync(ThroughlineContext context, DateOnly first, DateOnly last, TimeSpell spell, CancellationToken cancellation)
    {
        var (viewer, mine) = (context.Viewer.PersonId, context.Viewer.SchemeIds);
        var (facilitates, runs) = (context.Facilitates, context.Viewer.Hat == Hat.Coordinator);
        var rows = await (from session in context.GroupSessions.AsNoTracking()
                          join activity in context.Activities on session.ActivityId equals activity.Id
                          join site in context.Set<Site>() on activity.SiteId equals site.Id
                          let part = facilitates && context.SessionParts.Any(p => p.SessionId == session.Id && p.PersonId == viewer && p.EndedOn == null)
                          let place = context.SessionPlaces.Any(p => p.SessionId == session.Id && p.PersonId == viewer && p.MovedToId == null)
                          let gap = runs && mine.Contains(session.SchemeId) && session.State == SessionState.Planned
                              && !context.SessionParts.Any(p => p.SessionId == session.Id && p.EndedOn == null)
                          where session.StartsAt >= spell.From && session.StartsAt < spell.To && session.On >= first && session.On <= last && (part || place || gap)
                          orderby session.StartsAt, session.Id
                          select new { session.Id, session.On, session.StartsAt, session.EndsAt, activity.Name, session.Place, Site = site.Name, session.State, Part = part, Expected = place })
            .ToListAsync(cancellation);
        return rows.ConvertAll(r => new CalendarEntry(
            r.Part ? CalendarKind.GroupToRun : r.Expected ? CalendarKind.GroupSession : CalendarKind.GroupGap, r.Id, r.On, r.StartsAt, r.EndsAt, r.Name,
            $"{r.Place ?? r.Site}{(r.Part ? ", you run it" : r.Expected ? "" : ", nobody runs it yet")}",
            r.Part ? $"/groups/sessions/{r.Id}" : r.Expected ? "/my/sessions" : $"/groups/sessions/{r.Id}/runners", r.Site, r.State == SessionState.Planned ? null : "Called off"));
    }

    private static async Task<List<CalendarEntry>> TrainingAsync(ThroughlineContext context, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var (viewer, facilitates) = (context.Viewer.PersonId, context.Facilitates);
        var rows = await (from session in context.TrainingSessions.AsNoTracking()
                          join cohort in context.Cohorts on session.CohortId equals cohort.Id
                          join site in context.Set<Site>() on cohort.SiteId equals site.Id
                          let enrolment = context.Enrolments.Where(e => e.CohortId == cohort.Id && e.PersonId == viewer && e.State <= EnrolmentState.Deferred)
                              .OrderBy(e => e.Id).Select(e => (Guid?)e.Id).FirstOrDefault()
                          let helps = facilitates && context.Facilitations.Any(f => f.CohortId == cohort.Id && f.PersonId == viewer && f.To == null)
                          where session.On >= first && session.On <= last && cohort.State != CohortState.CalledOff && (enrolment != null || helps)
                          orderby session.StartsAt, session.Id
                          select new { session.Id, session.On, session.StartsAt, session.EndsAt, session.Title, CohortId = cohort.Id, Cohort = cohort.Name, Site = site.Name, Enrolment = enrolment })
            .ToListAsync(cancellation);
        return rows.ConvertAll(r => new CalendarEntry(
            r.Enrolment is null ? CalendarKind.TrainingToRun : CalendarKind.TrainingSession, r.Id, r.On, r.StartsAt, r.EndsAt, r.Title, $"{r.Cohort}, {r.Site}",
            r.Enrolment is { } own ? $"/training/courses/{own}" : $"/training/cohorts/{r.CohortId}", r.Site));
    }

    private static async Task<List<CalendarEntry>> TrustAsync(ThroughlineContext context, DateOnly today, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var (viewer, hat) = (context.Viewer.PersonId, context.Viewer.Hat);
        var (own, gives) = (hat == Hat.PeerWorker, hat is Hat.Coordinator or Hat.Supervisor);
        if (!own && !gives)
        {
            return [];
        }

        // One look at a role is one day in a week, whatever the number of its steps.
        var rows = await (from grant in context.TrustGrants.AsNoTracking()
                          join holding in context.ShownHoldings(today) on grant.HoldingId equals holding.Id
                          join person in context.People on grant.PersonId equals person.Id
                          where grant.ClosedOn == null && grant.State == TrustState.Active && grant.ReviewOn >= first && grant.ReviewOn <= last
                              && ((own && grant.PersonId == viewer) || (gives && grant.GivenById == viewer && grant.PersonId != viewer && holding.OnLadder))
                              && !context.TrustGrants.Any(above => above.HoldingId == grant.HoldingId && above.Step > grant.Step && above.State == TrustState.Active)
                          orderby grant.Id
                          select new { grant.Id, grant.ReviewOn, Own = grant.PersonId == viewer, person.PreferredName, person.FamilyName }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new CalendarEntry(
            CalendarKind.TrustReview, r.Id, r.ReviewOn!.Value, null, null, r.Own ? "Look at your trust together" : "Look at somebody’s trust together",
            r.Own ? null : r.FamilyName is null ? r.PreferredName : $"{r.PreferredName} {r.FamilyName}", $"/trust/grants/{r.Id}"));
    }

    // For whoever supervises and still has to offer it, and for the one to whom it is offered; never why.
    private static async Task<List<CalendarEntry>> TalksAsync(ThroughlineContext context, TimeSpell spell, CancellationToken cancellation)
    {
        var (viewer, hat) = (context.Viewer.PersonId, context.Viewer.Hat);
        var (own, offers) = (hat == Hat.PeerWorker, hat == Hat.Supervisor);
        if (!own && !offers)
        {
            return [];
        }

        var rows = await (from debrief in context.Debriefs.AsNoTracking()
                          join person in context.People on debrief.PersonId equals person.Id
                          where debrief.DueBy >= spell.From && debrief.DueBy < spell.To
                              && ((own && debrief.PersonId == viewer && debrief.State == DebriefState.Offered) || (offers && debrief.PersonId != viewer && debrief.State == DebriefState.Due))
                          orderby debrief.Id
                          select new { debrief.Id, debrief.DueBy, debrief.PersonId, person.PreferredName, person.FamilyName }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new CalendarEntry(
            CalendarKind.Talk, r.Id, r.DueBy.LondonDate(), null, null, r.PersonId == viewer ? "You are offered a talk" : "Offer a talk by today",
            r.PersonId == viewer ? null : r.FamilyName is null ? r.PreferredName : $"{r.PreferredName} {r.FamilyName}", r.PersonId == viewer ? "/debriefs" : $"/debriefs/{r.Id}"));
    }

    private static async Task<List<CalendarEntry>> BookingsAsync(ThroughlineContext context, DateOnly today, TimeSpell spell, CancellationToken cancellation)
    {
        if (!SpaceHats.Contains(context.Viewer.Hat))
        {
            return [];
        }

        var viewer = context.Viewer.PersonId;
        var rows = await (from booking in context.SpaceBookings.AsNoTracking()
                          join space in context.SpacesOf(context.Viewer, today) on booking.SpaceId equals space.Id
                          join site in context.Set<Site>() on space.SiteId equals site.Id
                          where booking.BookedById == viewer && booking.CancelledAt == null && booking.StartsAt >= spell.From && booking.StartsAt < spell.To
                          orderby booking.StartsAt, booking.Id
                          select new { booking.Id, booking.SpaceId, booking.Purpose, booking.StartsAt, booking.EndsAt, Space = space.Name, Site = site.Name }).ToListAsync(cancellation);
        return rows.ConvertAll(r => new CalendarEntry(
            CalendarKind.Booking, r.Id, r.StartsAt.LondonDate(), r.StartsAt, r.EndsAt, $"{r.Purpose.Name()}, booked", r.Space, $"/spaces/{r.SpaceId}", r.Site));
    }
}
