using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public sealed class PasswordModel(SetPassword set, AccountQueries accounts, Proofs proofs, ProveSession prove) : PageModel
{
    [BindProperty]
    public string? Password { get; set; }

    public IActionResult OnGet() => this.First(prove) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var session = HttpContext.Session();
        if (await accounts.OfAsync(session.PersonId, cancellation) is not { } account)
        {
            return NotFound();
        }

        if (PasswordRule.Check(Password, session.PersonName, account.SignInName) is { } refusal)
        {
            ModelState.AddModelError(nameof(Password), refusal.Sentence);
            return this.Invalid();
        }

        await set.RunAsync(session, proofs.Hash(Password!), cancellation);
        return this.Done("Your new password is set", "/account");
    }
}
