using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>What goes of this slice when a person is erased: everything.</summary>
internal static class EraseExpenses
{
    private static readonly string[] AnyViewer = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter, ThroughlineContext.OwnFilter, ThroughlineContext.LabelFilter];

    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation) =>
        context.RemoveRange(await context.ExpenseClaims.IgnoreQueryFilters(AnyViewer).Where(c => c.PersonId == personId).ToListAsync(cancellation));
}
