using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Stops a recovery link that has not been used: by its person, who did not ask for it, or by whoever looks after their account.</summary>
public sealed class WithdrawRecovery(UnitOfWork unit, CurrentViewer current, HatQueries hats)
{
    /// <summary>Stops it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="ForAnAdministrator"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid personId, CancellationToken cancellation = default)
    {
        var held = await hats.OfAsync(personId, cancellation);
        return await unit.RunAsAsync<Done>(current.Viewer, new Act("recovery-withdrawn", Kind: AuditKind.SignIn), async writing =>
        {
            if (personId != writing.Viewer.PersonId && await writing.TakeAccountAsync(personId, held, cancellation) is { Account: null, Refusal: { } refused })
            {
                return refused;
            }

            var now = writing.Now;
            if (await writing.Context.Recoveries.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
                .FirstOrDefaultAsync(r => r.PersonId == personId && r.UsedAt == null && r.WithdrawnAt == null && r.ExpiresAt > now, cancellation) is not { } recovery)
            {
                return new NotFound();
            }

            recovery.Withdraw(now);
            return new Done();
        }, cancellation);
    }
}
