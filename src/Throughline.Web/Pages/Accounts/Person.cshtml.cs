using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.Account;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Accounts;

public sealed class PersonModel(AccountCareQueries accounts, ReopenAccount reopen, WithdrawRecovery withdraw, ProveSession prove) : PageModel
{
    public AccountForCare Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReopenAsync(Guid id, CancellationToken cancellation) =>
        await this.FirstAsync(prove) ?? await SaveAsync(id, () => reopen.RunAsync(id, cancellation), "The account is open again", cancellation);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellation) =>
        SaveAsync(id, () => withdraw.RunAsync(id, cancellation), "The link does not work any more", cancellation);

    private async Task<IActionResult> SaveAsync(Guid id, Func<Task<Outcome<Throughline.Done>>> save, string done, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await save();
        return outcome.Succeeded ? this.Done(done, $"/accounts/{id}") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await accounts.PersonAsync(id, cancellation) is not { } account)
        {
            return false;
        }

        Account = account;
        return true;
    }
}
