using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public static class StepUp
{
    /// <summary>Where to go first, when the second factor was shown too long ago for what is asked; null when it was not.</summary>
    /// <param name="page">The page.</param>
    /// <param name="prove">Asks.</param>
    /// <param name="back">Where they go on afterwards; the page without its query when null.</param>
    public static IActionResult? First(this PageModel page, ProveSession prove, string? back = null) =>
        IsDue(page, prove) ? Ask(page, back ?? page.Request.Path.Value!) : null;

    /// <summary>The same for a page on which people write: what was posted is kept, and waits for them behind the check.</summary>
    public static async Task<IActionResult?> FirstAsync(this PageModel page, ProveSession prove)
    {
        if (!IsDue(page, prove))
        {
            return null;
        }

        var back = HttpMethods.IsPost(page.Request.Method)
            && await page.HttpContext.RequestServices.GetRequiredService<KeptForms>().KeepAsync(page.HttpContext) is { } kept
                ? $"/kept/{kept}"
                : page.Request.Path + page.Request.QueryString;
        return Ask(page, back);
    }

    private static bool IsDue(PageModel page, ProveSession prove)
    {
        var session = page.HttpContext.Session();
        return session.Standing != SessionStanding.NeedsSecondFactor && !prove.IsRecent(session);
    }

    private static LocalRedirectResult Ask(PageModel page, string back) => page.LocalRedirect("/account/prove" + QueryString.Create("returnUrl", back));
}
