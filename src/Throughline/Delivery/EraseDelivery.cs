using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>
/// What goes of a person's groups when the person is erased: their requirements and everything decided about them, their places still to come, and their
/// name, stories and views in programmes. That
/// somebody was at a session stays, without a name; what they told us cannot be opened any more.
/// </summary>
internal static class EraseDelivery
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        context.RemoveRange(await context.Set<DecisionEntry>().IgnoreQueryFilters(DeliveryRules.People).Where(e => e.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ComplianceDecisions.IgnoreQueryFilters(DeliveryRules.People).Where(d => d.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Requirements.IgnoreQueryFilters(DeliveryRules.People).Where(r => r.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Authorships.IgnoreQueryFilters(DeliveryRules.People).Where(a => a.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ProgrammeStories.IgnoreQueryFilters(DeliveryRules.People).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.ProgrammeViews.IgnoreQueryFilters(DeliveryRules.People).Where(v => v.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.SessionPlaces.IgnoreQueryFilters(DeliveryRules.People)
            .Where(p => p.PersonId == personId && !context.AttendanceFacts.IgnoreQueryFilters(DeliveryRules.People).Any(f => f.PlaceId == p.Id)).ToListAsync(cancellation));
    }
}
