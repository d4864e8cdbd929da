using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What goes of a person's clearance when the person is erased: all of it. Nothing is counted from it.</summary>
internal static class EraseClearance
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter];
        context.RemoveRange(await context.VettingWords.IgnoreQueryFilters(filters).Where(w => w.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.VettingCases.IgnoreQueryFilters(filters).Where(c => c.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.OfficerApprovals.IgnoreQueryFilters(filters).Where(a => a.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.SupervisionEpisodes.IgnoreQueryFilters(filters).Where(e => e.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Clearances.IgnoreQueryFilters(filters).Where(c => c.PersonId == personId).ToListAsync(cancellation));
    }
}
