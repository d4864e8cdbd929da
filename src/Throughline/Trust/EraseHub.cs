using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// What goes from the hub when a person is erased: that their name may be shown, and the hours they were down for. Stays keep their times without a
/// name, so that the hub's own record and counts remain true; the reasons of their corrections went with the key.
/// </summary>
internal static class EraseHub
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.OwnFilter];
        context.RemoveRange(await context.ScreenNames.IgnoreQueryFilters(filters).Where(n => n.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Shifts.IgnoreQueryFilters(filters).Include(s => s.Skips).Where(s => s.PersonId == personId).ToListAsync(cancellation));
    }
}
