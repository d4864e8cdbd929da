using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

/// <summary>Tells people which recovery links were given out for them: after signing in, until they have read it, and at any time from their account.</summary>
public sealed class RecoveriesModel(AccountCareQueries accounts, ReadRecoveries read, WithdrawRecovery withdraw) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IReadOnlyList<RecoveryOfMine> Recoveries { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Recoveries = await accounts.MineAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await read.RunAsync(cancellation);
        return LocalRedirect(SignIns.SafeReturn(ReturnUrl));
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancellation) =>
        (await withdraw.RunAsync(HttpContext.Session().PersonId, cancellation)).Succeeded
            ? this.Done("The link does not work any more. Tell your coordinator or a system administrator what happened", "/account/recoveries")
            : NotFound();
}
