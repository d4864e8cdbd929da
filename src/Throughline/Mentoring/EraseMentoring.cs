using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// What goes from mentoring when a person is erased: what they said for matching, what they wished and what others wished of them, what was put
/// forward, and what the two answered about how it goes. Matches and contacts keep their dates without a word, so that the other's record remains true.
/// </summary>
internal static class EraseMentoring
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        context.RemoveRange(await context.MatchProfiles.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(p => p.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.AccessConstraints.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(c => c.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.MatchWishes.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(w => w.PersonId == personId || w.OtherId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.MatchProposals.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(p => p.PersonId == personId || p.MentorId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.MatchRuns.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(r => r.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.MatchChecks.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(c => c.PersonId == personId || c.OtherId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Setbacks.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        foreach (var referral in await context.Referrals.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(r => r.PersonId == personId && r.ClosedOn == null).ToListAsync(cancellation))
        {
            referral.Withdraw(context.Now.LondonDate());
        }
    }
}
