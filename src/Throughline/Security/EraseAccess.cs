using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What goes of a person's ways in when the person is erased: the account with its address, passkeys, sessions, invitations, recovery links and drafts.</summary>
internal static class EraseAccess
{
    public static async Task RunAsync(ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        string[] filters = [ThroughlineContext.OwnFilter, ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter];
        context.RemoveRange(await context.Passkeys.IgnoreQueryFilters(filters).Where(p => p.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Sessions.IgnoreQueryFilters(filters).Where(s => s.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Invitations.IgnoreQueryFilters(filters).Where(i => i.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Recoveries.IgnoreQueryFilters(filters).Where(r => r.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Drafts.IgnoreQueryFilters(filters).Where(d => d.PersonId == personId).ToListAsync(cancellation));
        context.RemoveRange(await context.Accounts.IgnoreQueryFilters(filters).Where(a => a.PersonId == personId).ToListAsync(cancellation));
    }
}
