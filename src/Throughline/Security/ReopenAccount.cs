using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Opens a closed account again: its person signs in as before. Sessions that ended stay ended.</summary>
public sealed class ReopenAccount(UnitOfWork unit, CurrentViewer current, HatQueries hats)
{
    /// <summary>Opens it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="OwnAccount"/>, <see cref="ForAnAdministrator"/>, <see cref="AccountIsOpen"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid personId, CancellationToken cancellation = default)
    {
        var held = await hats.OfAsync(personId, cancellation);
        return await unit.RunAsAsync<Done>(current.Viewer, new Act("account-reopened", Kind: AuditKind.SignIn), async writing =>
        {
            var (account, refused) = await writing.TakeAccountAsync(personId, held, cancellation);
            if (account is null)
            {
                return refused!;
            }

            if (account.State == AccountState.Active)
            {
                return new AccountIsOpen();
            }

            account.Reopen();
            return new Done();
        }, cancellation);
    }
}
