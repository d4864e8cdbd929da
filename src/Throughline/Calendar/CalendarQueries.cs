using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Calendar;

/// <summary>The viewer's own week, and their link to it.</summary>
public sealed class CalendarQueries(ThroughlineContext context, TimeProvider clock)
{
    /// <summary>The viewer's own week under the hat they wear. Twenty-six commands at most.</summary>
    /// <param name="on">Any London date in the week.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<CalendarWeek> WeekAsync(DateOnly on, CancellationToken cancellation = default)
    {
        var (today, monday) = (clock.Today(), Hours.Monday(on));
        var entries = (await CalendarEntries.ReadAsync(context, clock, monday, monday.AddDays(6), cancellation)).ToLookup(e => e.On);
        var places = CalendarEntries.SpaceHats.Contains(context.Viewer.Hat)
            ? await context.SpacesOf(context.Viewer, today).Where(s => s.From <= today && (s.To == null || s.To >= today)).OrderBy(s => s.Name).ThenBy(s => s.Id)
                .Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation)
            : [];
        return new CalendarWeek(monday, today, [.. Enumerable.Range(0, 7).Select(monday.AddDays).Select(d => new CalendarDay(d, [.. entries[d]]))], places);
    }

    /// <summary>The viewer's own link; null where they have none. Two commands.</summary>
    public async Task<OwnLink?> LinkAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var link = await context.CalendarLinks.AsNoTracking().FirstOrDefaultAsync(l => l.PersonId == viewer, cancellation);
        if (link is null)
        {
            return null;
        }

        var read = await context.AuditEvents.Where(e => e.SubjectId == viewer && e.RecordType == nameof(CalendarLink) && e.Kind == AuditKind.Read && e.At >= link.MadeAt)
            .OrderByDescending(e => e.Sequence).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellation);
        return new OwnLink(link.MadeAt, link.ShowsPlaces, read?.LondonDate());
    }
}
