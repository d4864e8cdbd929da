using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>
/// What goes of concerns when a person is erased: drafts, and decisions about them that a second person looked at; of what was sent the rows stay, closed, so that counts stay
/// true, and its words go with the person's key. Where others wanted them not to know, or said that a concern is about them, those lines stay as ids without a name.
/// </summary>
internal static class EraseConcerns
{
    // Whoever erases may be on the wall of a draft. Nothing is shown of what goes here, so the wall is not asked.
    private static readonly string[] Every = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter, ThroughlineContext.ConcernFilter];

    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        context.RemoveRange(await context.Concerns.IgnoreQueryFilters(Every).Include(c => c.Walls).Where(c => c.PersonId == personId && c.State == ConcernState.Draft).ToListAsync(cancellation));
        foreach (var concern in await context.Concerns.IgnoreQueryFilters(Every).Where(c => c.PersonId == personId && c.State != ConcernState.Draft).ToListAsync(cancellation))
        {
            concern.GoWithOwner(context.Now.LondonDate());
        }

        context.RemoveRange(await context.SecondLooks.IgnoreQueryFilters(Every).Where(l => l.PersonId == personId || l.AlsoAboutId == personId).ToListAsync(cancellation));
    }
}
