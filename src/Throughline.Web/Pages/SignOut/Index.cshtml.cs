using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignOut;

public sealed class IndexModel(SignInFlow flow) : PageModel
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await flow.SignOutAsync(HttpContext, cancellation);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return LocalRedirect("/sign-in");
    }
}
