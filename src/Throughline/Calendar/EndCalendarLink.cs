using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Calendar;

/// <summary>Ends the viewer's own link: from this moment it leads nowhere, like one that never was.</summary>
public sealed class EndCalendarLink(UnitOfWork unit)
{
    /// <summary>Ends it. Safe to repeat.</summary>
    /// <param name="cancellation">Stops before anything is done.</param>
    public Task<Outcome<Done>> RunAsync(CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("calendar-link-ended"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            await writing.LockAsync(own, cancellation);
            writing.Context.RemoveRange(await writing.Context.CalendarLinks.Where(l => l.PersonId == own).ToListAsync(cancellation));
            return new Done();
        }, cancellation);
}
