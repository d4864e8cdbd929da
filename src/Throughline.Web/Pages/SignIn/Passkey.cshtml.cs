using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

/// <summary>Signs in with a passkey alone: it says who somebody is, and that they unlocked it.</summary>
public sealed class PasskeyModel(Proofs proofs, SignInFlow flow) : PageModel
{
    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty]
    public bool SharedComputer { get; set; }

    [BindProperty]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => LocalRedirect("/sign-in");

    public async Task<IActionResult> OnPostOptionsAsync(CancellationToken cancellation) =>
        Content(await proofs.PasskeyOptionsAsync(HttpContext, cancellation), "application/json");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await proofs.ByPasskeyAsync(HttpContext, Credential, cancellation) is not { } personId)
        {
            ModelState.AddModelError("", new PasskeyNotTaken().Sentence);
            return this.Invalid();
        }

        var signedIn = await flow.SignInAsync(HttpContext, new NewSession(personId, null, SignInMethod.Passkey, SharedComputer), cancellation);
        return signedIn.Succeeded ? LocalRedirect(await flow.NextAsync(personId, ReturnUrl, cancellation)) : LocalRedirect("/sign-in/no-role");
    }
}
