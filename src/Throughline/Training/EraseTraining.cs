using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>
/// What goes of a person's training when the person is erased: certificates, sign-offs and training elsewhere. That somebody began and finished a course
/// stays, without a name; the words in their registers cannot be opened any more.
/// </summary>
internal static class EraseTraining
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter, ThroughlineContext.LabelFilter];
        context.RemoveRange(await context.Certificates.IgnoreQueryFilters(filters).Where(c => c.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.SignOffs.IgnoreQueryFilters(filters).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.TrainingElsewhere.IgnoreQueryFilters(filters).Where(t => t.PersonId == personId).ToListAsync(cancellation));
    }
}
