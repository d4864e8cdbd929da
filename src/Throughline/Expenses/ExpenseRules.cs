using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>What the use cases and queries of this slice share.</summary>
internal static class ExpenseRules
{
    /// <summary>The viewer's own roles for which they can ask: on the ladder, and active or pausing.</summary>
    public static IQueryable<RoleHolding> RolesOf(this ThroughlineContext context, Viewer viewer)
    {
        var (own, mine, asks) = (viewer.PersonId, viewer.SchemeIds, viewer.Hat == Hat.PeerWorker);
        return context.RoleHoldings.Where(h => asks && h.PersonId == own && mine.Contains(h.SchemeId) && h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused
            && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.OnLadder));
    }

    /// <summary>Whether the viewer's own label has set, so that nobody else sees what they ask for.</summary>
    public static Task<bool> IsUnseenAsync(this ThroughlineContext context, DateOnly today, CancellationToken cancellation)
    {
        var own = context.Viewer.PersonId;
        return context.LabelsSet(today).AnyAsync(s => s.Id == own, cancellation);
    }
}

/// <summary>Somebody's claim opened for a change by whoever runs the scheme: never their own.</summary>
internal static class ExpenseTurn
{
    /// <summary>Opens it, or says why not.</summary>
    public static async Task<(ExpenseClaim? Claim, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, int version, CancellationToken cancellation)
    {
        var (context, viewer) = (writing.Context, writing.Viewer);
        if (await context.ExpenseClaims.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation) is not { } found || !await writing.LockAsync(found.PersonId, cancellation))
        {
            return (null, new NotFound());
        }

        if (found.PersonId == viewer.PersonId || !viewer.Runs(found.SchemeId))
        {
            return (null, new NotAllowed());
        }

        var claim = await context.ExpenseClaims.SingleAsync(c => c.Id == id, cancellation);
        return claim.Version == version ? (claim, null) : (null, new Stale());
    }
}
