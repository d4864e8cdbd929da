using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What goes of this slice when a person is erased: all words, and whatever is theirs alone. The days of supervision stay, without a name.</summary>
internal static class EraseSupport
{
    private static readonly string[] AnyViewer = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter, ThroughlineContext.OwnFilter, ThroughlineContext.LabelFilter];

    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        context.RemoveRange(await context.AgendaItems.IgnoreQueryFilters(AnyViewer).Where(a => a.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.SupervisionNotes.IgnoreQueryFilters(AnyViewer).Where(n => n.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.CheckIns.IgnoreQueryFilters(AnyViewer).Where(c => c.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.SupportFlags.IgnoreQueryFilters(AnyViewer).Include(f => f.Steps).Where(f => f.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.StayWellShares.IgnoreQueryFilters(AnyViewer).Where(s => s.PersonId == personId || s.WithId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.StayWellPlans.IgnoreQueryFilters(AnyViewer).Where(p => p.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.PausePlans.IgnoreQueryFilters(AnyViewer).Where(p => p.PersonId == personId).ToListAsync(cancellation));
    }
}
