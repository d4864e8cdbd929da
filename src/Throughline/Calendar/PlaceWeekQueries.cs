using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Training;
using Throughline.Trust;

namespace Throughline.Calendar;

/// <summary>
/// The week of a place that the viewer's schemes use: when it is open, what it is booked for, the sessions at its site that are the viewer's to know, and who is
/// down for it. A coordinator sees the roster of those in reach and through no wall, with the hours that they leave; everybody else their own times.
/// </summary>
public sealed class PlaceWeekQueries(ThroughlineContext context, RosterQueries rosters, TimeProvider clock)
{
    /// <summary>The week of a place; null for one that the viewer's schemes do not use, exactly as for one that does not exist. Fourteen commands at most.</summary>
    /// <param name="spaceId">The place.</param>
    /// <param name="on">Any London date in the week.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<PlaceWeek?> FindAsync(Guid spaceId, DateOnly on, CancellationToken cancellation = default)
    {
        var (viewer, today, monday) = (context.Viewer, clock.Today(), Hours.Monday(on));
        var found = await (from space in context.SpacesOf(viewer, today).AsNoTracking()
                           join site in context.Set<Site>() on space.SiteId equals site.Id
                           where space.Id == spaceId
                           select new { Space = space, Site = site.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null || !CalendarEntries.SpaceHats.Contains(viewer.Hat))
        {
            return null;
        }

        var (begins, ends) = (monday.StartInLondon(), monday.AddDays(7).StartInLondon());
        var sunday = monday.AddDays(6);
        var (lines, cover) = await rosters.PlaceAsync(found.Space, monday, sunday, cancellation);
        var bookings = await (from booking in context.SpaceBookings.AsNoTracking()
                              join scheme in context.Schemes on booking.SchemeId equals scheme.Id
                              where booking.SpaceId == spaceId && booking.CancelledAt == null && booking.EndsAt > begins && booking.StartsAt < ends
                              orderby booking.StartsAt, booking.Id
                              select new PlaceBooking(booking.Purpose, scheme.Name, booking.StartsAt, booking.EndsAt, booking.BookedById == viewer.PersonId && booking.DisplacementId == null, booking.DisplacementId != null))
            .ToListAsync(cancellation);
        var groups = await (from session in context.OwnSessions().AsNoTracking()
                            join activity in context.Activities on session.ActivityId equals activity.Id
                            where activity.SiteId == found.Space.SiteId && session.On >= monday && session.On <= sunday
                            orderby session.StartsAt, session.Id
                            select new { session.Id, activity.Name, session.Place, session.StartsAt, session.EndsAt, session.State })
            .ToListAsync(cancellation);
        var (mine, runs, facilitates) = (viewer.SchemeIds, viewer.Hat == Hat.Coordinator, context.Facilitates);
        var courses = await (from session in context.TrainingSessions.AsNoTracking()
                             join cohort in context.Cohorts on session.CohortId equals cohort.Id
                             where cohort.SiteId == found.Space.SiteId && session.On >= monday && session.On <= sunday && cohort.State != CohortState.CalledOff
                                 && ((runs && mine.Contains(cohort.SchemeId))
                                     || (facilitates && context.Facilitations.Any(f => f.CohortId == cohort.Id && f.PersonId == viewer.PersonId && f.To == null)))
                             orderby session.StartsAt, session.Id
                             select new { cohort.Id, cohort.Name, session.StartsAt, session.EndsAt })
            .ToListAsync(cancellation);
        var sessions = groups.Select(g => new PlaceSession(g.Name, g.Place, g.StartsAt, g.EndsAt, $"/groups/sessions/{g.Id}", g.State != SessionState.Planned))
            .Concat(courses.Select(c => new PlaceSession(c.Name, null, c.StartsAt, c.EndsAt, $"/training/cohorts/{c.Id}", false))).OrderBy(s => s.StartsAt).ThenBy(s => s.Name, StringComparer.Ordinal).ToLookup(s => s.StartsAt.LondonDate());
        var down = lines.ToLookup(l => l.Time.On);
        return new PlaceWeek(
            spaceId, found.Space.Name, found.Site, found.Space.IsHub, found.Space.OpensAt, found.Space.ClosesAt, monday, today,
            [.. Enumerable.Range(0, 7).Select(monday.AddDays).Select(day => new PlaceDay(
                day, found.Space.InUse(day), [.. down[day]],
                [.. bookings.Where(b => b.EndsAt > day.StartInLondon() && b.StartsAt < day.AddDays(1).StartInLondon())], [.. sessions[day]],
                found.Space.IsHub ? cover?.FirstOrDefault(c => c.On == day) : null))],
            viewer.Hat == Hat.Coordinator);
    }
}
