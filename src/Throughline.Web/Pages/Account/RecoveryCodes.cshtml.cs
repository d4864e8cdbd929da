using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public sealed class RecoveryCodesModel(MakeRecoveryCodes make, ProveSession prove) : PageModel
{
    public IReadOnlyList<string>? Codes { get; private set; }

    public IActionResult OnGet() => this.First(prove) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var made = await make.RunAsync(HttpContext.Session().PersonId, cancellation);
        if (!made.Succeeded)
        {
            return NotFound();
        }

        Codes = made.Value;
        return Page();
    }
}
