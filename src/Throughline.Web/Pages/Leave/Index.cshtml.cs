using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Leave;

/// <summary>Somebody has come in: locks the session and is gone to a page that says nothing about anybody. A plain link, so that it needs no script.</summary>
public sealed class IndexModel(LockSession locking, IOptions<ThroughlineSettings> settings) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (HttpContext.FindSession() is { Standing: SessionStanding.Open or SessionStanding.NoHat or SessionStanding.NeedsSecondFactor } session
            && Request.Headers["Sec-Fetch-Site"] != "cross-site")
        {
            await locking.RunAsync(session, cancellation);
        }

        // The pages before this one must not come back from the browser's memory.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Redirect(settings.Value.LeaveFor);
    }
}
