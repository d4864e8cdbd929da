using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Pages.Account;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Accounts;

public sealed class RecoveryModel(AccountCareQueries accounts, IssueRecovery issue, ProveSession prove) : PageModel
{
    [BindProperty]
    public string? IdentityCheck { get; set; }

    public AccountForCare Account { get; private set; } = null!;

    /// <summary>The link; shown once, in answer to the post that made it.</summary>
    public InvitationLink? Link { get; private set; }

    public string Address => $"{Request.Scheme}://{Request.Host}/recovery/{Link!.Token}";

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

        var issued = await issue.RunAsync(id, IdentityCheck, cancellation);
        if (!issued.Succeeded)
        {
            return this.Refused(issued.Refusal!, nameof(IdentityCheck));
        }

        Link = issued.Value;
        return Page();
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
