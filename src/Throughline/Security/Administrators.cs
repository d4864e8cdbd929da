using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>There is always somebody who looks after the installation.</summary>
internal static class Administrators
{
    /// <summary>True when a person's is the only account in use that gives the administrator's hat. Those who ask at the same time take turns.</summary>
    public static async Task<bool> IsLastAsync(Writing writing, Guid personId, CancellationToken cancellation)
    {
        var administrators = Of(writing.Context, writing.Today);
        if (!await administrators.AnyAsync(a => a.PersonId == personId, cancellation))
        {
            return false;
        }

        await writing.LockNamesAsync(cancellation);
        return !await administrators.AnyAsync(a => a.PersonId != personId, cancellation);
    }

    /// <summary>The accounts in use whose holders wear the administrator's hat, by the account itself or by a role. Asked as the system: it is a count, not a list.</summary>
    public static IQueryable<Account> Of(ThroughlineContext context, DateOnly today) => context.Accounts
        .IgnoreQueryFilters([ThroughlineContext.OwnFilter, ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter])
        .Where(a => a.State == AccountState.Active && (a.Administers
            || context.RoleHoldings.Any(h => h.PersonId == a.PersonId && h.From <= today && (h.To == null || h.To >= today)
                && h.State >= RoleState.InTraining && h.State != RoleState.NotThisTime && h.State != RoleState.Ended
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(Hat.SystemAdministrator)))));
}

/// <summary>Without them nobody could let anybody in.</summary>
public sealed record LastAdministrator() : Refusal("last-administrator")
{
    /// <inheritdoc />
    public override string Sentence => "This person is the only system administrator. Make somebody else one first.";
}
