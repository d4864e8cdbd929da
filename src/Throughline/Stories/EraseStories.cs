using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>What goes of a person's stories when the person is erased: all of it. Their marks on other people's words stay, without their name.</summary>
internal static class EraseStories
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter];
        context.RemoveRange(await context.Codings.IgnoreQueryFilters(filters).Where(c => c.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Excerpts.IgnoreQueryFilters(filters).Where(e => e.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.StoryVersions.IgnoreQueryFilters(filters).Where(v => v.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.StoryConsents.IgnoreQueryFilters(filters).Where(c => c.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ConsentOffers.IgnoreQueryFilters(filters).Where(o => o.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Stories.IgnoreQueryFilters(filters).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.StageViews.IgnoreQueryFilters(filters).Where(v => v.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.PastRelations.IgnoreQueryFilters(filters).Where(r => r.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Set<StageReviewStatus>().IgnoreQueryFilters(filters).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Set<StageReviewEvidence>().IgnoreQueryFilters(filters).Where(e => e.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.StageReviews.IgnoreQueryFilters(filters).Where(r => r.PersonId == personId).ToListAsync(cancellation));
    }
}
