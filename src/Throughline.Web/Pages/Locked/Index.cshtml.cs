using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Locked;

public sealed class IndexModel(LockSession locking, UnlockSession unlock, Proofs proofs, AccountQueries accounts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>In the fictional service there is no password to ask for.</summary>
    public bool OneButton => HttpContext.Session().Method == SignInMethod.FictionalList;

    public bool HasPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        return HttpContext.Session().Standing == SessionStanding.Locked ? Page() : LocalRedirect(SignIns.SafeReturn(ReturnUrl));
    }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => UnlockAsync(SignInMethod.FictionalList, cancellation);

    private async Task<IActionResult> UnlockAsync(SignInMethod proof, CancellationToken cancellation)
    {
        var unlocked = await unlock.RunAsync(HttpContext.Session(), proof, cancellation);
        return unlocked.Succeeded ? LocalRedirect(SignIns.SafeReturn(ReturnUrl)) : NotFound();
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken cancellation)
    {
        if (!await proofs.IsPasswordOfAsync(HttpContext.Session().PersonId, Password, cancellation))
        {
            ModelState.AddModelError(nameof(Password), "That password is not right. After several wrong tries there is a pause of a few minutes");
            await FillAsync(cancellation);
            return this.Invalid();
        }

        return await UnlockAsync(SignInMethod.PasswordOnly, cancellation);
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancellation)
    {
        if (await proofs.ByPasskeyAsync(HttpContext, Credential, cancellation) is not { } personId || personId != HttpContext.Session().PersonId)
        {
            ModelState.AddModelError("", new PasskeyNotTaken().Sentence);
            await FillAsync(cancellation);
            return this.Invalid();
        }

        return await UnlockAsync(SignInMethod.Passkey, cancellation);
    }

    private async Task FillAsync(CancellationToken cancellation) =>
        HasPassword = await accounts.PageAsync(HttpContext.Session().PersonId, cancellation) is { HasPassword: true };

    public async Task<IActionResult> OnPostLockAsync(CancellationToken cancellation)
    {
        await locking.RunAsync(HttpContext.Session(), cancellation);
        return LocalRedirect("/locked" + (ReturnUrl is null ? "" : QueryString.Create("returnUrl", SignIns.SafeReturn(ReturnUrl)).ToString()));
    }
}
