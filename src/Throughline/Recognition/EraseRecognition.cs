using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>What goes of this slice when a person is erased: everything of their own. What they told others stays those others', without their name.</summary>
internal static class EraseRecognition
{
    private static readonly string[] AnyViewer = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter, ThroughlineContext.OwnFilter, ThroughlineContext.LabelFilter];

    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        context.RemoveRange(await context.MessageShares.IgnoreQueryFilters(AnyViewer).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ReceivedMessages.IgnoreQueryFilters(AnyViewer).Where(m => m.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.WeeklyPulses.IgnoreQueryFilters(AnyViewer).Include(p => p.Answers).Where(p => p.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.BeliefStatements.IgnoreQueryFilters(AnyViewer).Where(b => b.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.BlockedOpportunities.IgnoreQueryFilters(AnyViewer).Where(b => b.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.CeremonyPeople.IgnoreQueryFilters(AnyViewer).Where(p => p.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.WorkingAlongside.IgnoreQueryFilters(AnyViewer).Where(w => w.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.OwnViews.IgnoreQueryFilters(AnyViewer).Where(v => v.PersonId == personId).ToListAsync(cancellation));
    }
}
