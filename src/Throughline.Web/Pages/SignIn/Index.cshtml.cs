using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

public sealed class IndexModel(IOptions<ThroughlineSettings> settings, Proofs proofs, AccountQueries accounts, SignInFlow flow) : PageModel
{
    public bool Fictional => settings.Value.Fictional;

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter your email address")]
    public string? SignInName { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter your password")]
    public string? Password { get; set; }

    [BindProperty]
    public bool SharedComputer { get; set; }

    public IActionResult OnGet() =>
        HttpContext.FindSession() is { Standing: SessionStanding.Open } ? LocalRedirect(SignIns.SafeReturn(ReturnUrl)) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (await proofs.ByPasswordAsync(SignInName, Password, cancellation) is not { } account)
        {
            ModelState.AddModelError(nameof(SignInName), "The email address or the password is not right. After several wrong tries there is a pause of a few minutes");
            return this.Invalid();
        }

        if (account.AuthenticatorKey is not null || (await accounts.PasskeysAsync(account.PersonId, cancellation)).Count > 0)
        {
            await proofs.AwaitSecondFactorAsync(HttpContext, account.PersonId, new PendingSignIn(SharedComputer, ReturnUrl), cancellation);
            return LocalRedirect("/sign-in/code");
        }

        var enrolling = await flow.SignInAsync(HttpContext, new NewSession(account.PersonId, null, SignInMethod.PasswordOnly, SharedComputer), cancellation);
        if (enrolling.Succeeded)
        {
            return LocalRedirect("/account/second-factor");
        }

        ModelState.AddModelError("", "You hold no role here now. Ask the person who runs your scheme");
        return this.Invalid();
    }
}
