using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

// A system administrator closes accounts of people whose record they never see.
internal sealed class DecidesAboutAccounts : IDecidesAbout
{
    public async Task<IReadOnlyList<Guid>> PeopleAsync(ThroughlineContext context, CancellationToken cancellation)
    {
        var schemes = context.Viewer.SchemeIds;
        return context.Viewer.Hat != Hat.SystemAdministrator ? []
            : await context.RoleHoldings.IgnoreQueryFilters(context.Viewer.Reach())
                .Where(h => schemes.Contains(h.SchemeId) && h.State != RoleState.Ended && h.State != RoleState.NotThisTime
                    && context.Accounts.Any(a => a.PersonId == h.PersonId && a.State != AccountState.Closed))
                .Select(h => h.PersonId).Distinct().ToListAsync(cancellation);
    }
}
