using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

/// <summary>Where a recovery link leads. Opening it changes nothing; it is spent when a new way in is chosen.</summary>
public sealed class RecoveryModel(AccountCareQueries accounts, AccountQueries names, UseRecovery use, Proofs proofs, SignInFlow flow) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Password { get; set; }

    public AccountRow? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : Over();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || await names.OfAsync(Found!.PersonId, cancellation) is not { } account)
        {
            return Over();
        }

        if (PasswordRule.Check(Password, Found.Name, account.SignInName) is { } refusal)
        {
            ModelState.AddModelError(nameof(Password), refusal.Sentence);
            return this.Invalid();
        }

        return await UseAsync(proofs.Hash(Password!), cancellation);
    }

    public async Task<IActionResult> OnPostWithoutPasswordAsync(CancellationToken cancellation) => await UseAsync(null, cancellation);

    private async Task<IActionResult> UseAsync(string? passwordHash, CancellationToken cancellation)
    {
        var used = await use.RunAsync(Token, passwordHash, cancellation);
        if (!used.Succeeded)
        {
            return Over();
        }

        // Good for setting up a second factor and nothing else.
        var began = await flow.SignInAsync(HttpContext, new NewSession(used.Value, null, SignInMethod.PasswordOnly), cancellation);
        return LocalRedirect(!began.Succeeded ? "/sign-in/no-role" : passwordHash is null ? "/account/passkeys" : "/account/second-factor");
    }

    private async Task<bool> FindAsync(CancellationToken cancellation) => (Found = await accounts.OfTokenAsync(Token, cancellation)) is not null;

    private PageResult Over()
    {
        Found = null;
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
