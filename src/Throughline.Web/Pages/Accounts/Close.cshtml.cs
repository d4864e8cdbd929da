using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.Account;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Accounts;

public sealed class CloseModel(AccountCareQueries accounts, CloseAccount close, ProveSession prove) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public AccountForCare Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await this.FirstAsync(prove) ?? (await ReadAsync(id, cancellation) ? Page() : NotFound());

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await this.FirstAsync(prove) is { } first)
        {
            return first;
        }

        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await close.RunAsync(new ClosedAccount(id, new Decision(Reason, Evidence)), cancellation);
        return outcome.Succeeded ? this.Done("The account is closed", $"/accounts/{id}") : this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
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
