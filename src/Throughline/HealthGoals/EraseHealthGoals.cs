using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>What goes of health goals when a person is erased: all of their own. Goals that others set with them stay, without their name.</summary>
internal static class EraseHealthGoals
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter];
        context.RemoveRange(await context.Set<HealthStep>().IgnoreQueryFilters(filters).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.HealthGoals.IgnoreQueryFilters(filters).Where(g => g.PersonId == personId).ToListAsync(cancellation));
    }
}
