using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Locked;

public sealed class IndexModel(LockSession locking, UnlockSession unlock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>In the fictional service there is no password to ask for.</summary>
    public bool OneButton => HttpContext.Session().Method == SignInMethod.FictionalList;

    public IActionResult OnGet() => HttpContext.Session().Standing == SessionStanding.Locked ? Page() : LocalRedirect(SignIns.SafeReturn(ReturnUrl));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var unlocked = await unlock.RunAsync(HttpContext.Session(), SignInMethod.FictionalList, cancellation);
        return unlocked.Succeeded ? LocalRedirect(SignIns.SafeReturn(ReturnUrl)) : NotFound();
    }

    public async Task<IActionResult> OnPostLockAsync(CancellationToken cancellation)
    {
        await locking.RunAsync(HttpContext.Session(), cancellation);
        return LocalRedirect("/locked" + (ReturnUrl is null ? "" : QueryString.Create("returnUrl", SignIns.SafeReturn(ReturnUrl)).ToString()));
    }
}
