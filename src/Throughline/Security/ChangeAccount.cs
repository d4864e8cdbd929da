using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What every change to how somebody signs in shares: the account of one person, one event in the log.</summary>
internal static class AccountWriting
{
    /// <summary>Changes the active account of a person and owes the log an event under the act's name.</summary>
    public static Task<Outcome<T>> ChangeAccountAsync<T>(
        this UnitOfWork unit, Guid personId, string act, Func<Writing, Account, Task<Outcome<T>>> change, CancellationToken cancellation) =>
        unit.RunAsAsync<T>(new Viewer(personId, Hat.System, []), new Act(act, Kind: AuditKind.SignIn), async writing =>
        {
            var account = await writing.Context.Accounts.FirstOrDefaultAsync(a => a.PersonId == personId && a.State == AccountState.Active, cancellation);
            if (account is null)
            {
                return new NotFound();
            }

            writing.Note(personId, nameof(Account), account.Id);
            return await change(writing, account);
        }, cancellation);
}
