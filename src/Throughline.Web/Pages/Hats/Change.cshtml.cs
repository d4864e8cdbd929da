using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Hats;

public sealed class ChangeModel(ChangeHat change) : PageModel
{
    public IReadOnlyList<HeldHat> Hats => HttpContext.Session().Hats;

    public Hat Wearing => HttpContext.Session().Hat;

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(Hat hat, CancellationToken cancellation)
    {
        var changed = await change.RunAsync(HttpContext.Session(), hat, cancellation);
        return changed.Succeeded ? LocalRedirect(SignIns.SafeReturn(ReturnUrl)) : NotFound();
    }
}
