using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public static class StepUp
{
    /// <summary>Where to go first, when the second factor was shown too long ago to change ways to sign in; null when it was not.</summary>
    public static IActionResult? First(this PageModel page, ProveSession prove)
    {
        var session = page.HttpContext.Session();
        return session.Standing == SessionStanding.NeedsSecondFactor || prove.IsRecent(session)
            ? null
            : page.LocalRedirect("/account/prove" + QueryString.Create("returnUrl", page.Request.Path));
    }
}
