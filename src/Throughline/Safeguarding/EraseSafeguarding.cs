using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>
/// What goes from safeguarding when a person is erased, once nothing has to be kept any longer: concerns about them, words they asked for, pages to
/// them and their turns. Concerns that they raised about somebody else stay, without their name.
/// </summary>
internal static class EraseSafeguarding
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var concerns = await context.SafeguardingConcerns.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(c => c.PersonId == personId).Select(c => c.Id).ToListAsync(cancellation);
        var words = await context.WordRequests.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(w => w.PersonId == personId).Select(w => w.Id).ToListAsync(cancellation);
        await CasesAsync(context, concerns, words, cancellation);
        context.RemoveRange(await context.DutyPages.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(p => p.PersonId == personId && !concerns.Contains(p.CaseId) && !words.Contains(p.CaseId)).ToListAsync(cancellation));
        context.RemoveRange(await context.DutyTurns.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(t => t.PersonId == personId).ToListAsync(cancellation));
    }

    /// <summary>Takes out cases with all that belongs to them.</summary>
    public static async Task CasesAsync(ThroughlineContext context, IReadOnlyCollection<Guid> concerns, IReadOnlyCollection<Guid> words, CancellationToken cancellation)
    {
        var cases = concerns.Concat(words).ToList();
        context.RemoveRange(await context.DutyPages.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(p => cases.Contains(p.CaseId)).ToListAsync(cancellation));
        context.RemoveRange(await context.DutyAlarms.IgnoreQueryFilters([ThroughlineContext.OwnFilter]).Where(a => cases.Contains(a.Id)).ToListAsync(cancellation));
        context.RemoveRange(await context.SafeguardingEntries.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(e => concerns.Contains(e.ConcernId)).ToListAsync(cancellation));
        context.RemoveRange(await context.SafeguardingActions.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(a => concerns.Contains(a.ConcernId)).ToListAsync(cancellation));
        context.RemoveRange(await context.SafeguardingShares.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(s => concerns.Contains(s.ConcernId)).ToListAsync(cancellation));
        context.RemoveRange(await context.SafeguardingConcerns.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(c => concerns.Contains(c.Id)).ToListAsync(cancellation));
        context.RemoveRange(await context.WordRequests.IgnoreQueryFilters(SafeguardingRules.AnyViewer).Where(w => words.Contains(w.Id)).ToListAsync(cancellation));
    }
}
