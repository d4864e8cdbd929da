using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

/// <summary>Where an invitation's link leads. Opening it changes nothing; it is spent when the account is made.</summary>
public sealed class InvitationModel(InvitationQueries invitations, AcceptInvitation accept, Proofs proofs, SignInFlow flow) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Password { get; set; }

    public InvitationRow? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : Over();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return Over();
        }

        if (PasswordRule.Check(Password, Found!.Name, Found.SignInName) is { } refusal)
        {
            ModelState.AddModelError(nameof(Password), refusal.Sentence);
            return this.Invalid();
        }

        return await AcceptAsync(proofs.Hash(Password!), cancellation);
    }

    public async Task<IActionResult> OnPostWithoutPasswordAsync(CancellationToken cancellation) => await AcceptAsync(null, cancellation);

    private async Task<IActionResult> AcceptAsync(string? passwordHash, CancellationToken cancellation)
    {
        var accepted = await accept.RunAsync(Token, passwordHash, cancellation);
        if (!accepted.Succeeded)
        {
            Found = null;
            return Over();
        }

        // Good for setting up a second factor and nothing else.
        await flow.SignInAsync(HttpContext, new NewSession(accepted.Value, null, SignInMethod.PasswordOnly), cancellation);
        return LocalRedirect(passwordHash is null ? "/account/passkeys" : "/account/second-factor");
    }

    private async Task<bool> FindAsync(CancellationToken cancellation) => (Found = await invitations.OfTokenAsync(Token, cancellation)) is not null;

    private PageResult Over()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
