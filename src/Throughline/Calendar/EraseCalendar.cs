using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Calendar;

/// <summary>What goes of the calendar when a person is erased: the link to it. All else in it is other slices'.</summary>
internal static class EraseCalendar
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation) =>
        context.RemoveRange(await context.CalendarLinks.IgnoreQueryFilters([ThroughlineContext.OwnFilter]).Where(l => l.PersonId == personId).ToListAsync(cancellation));
}
