using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Overview;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public SchemeOverview Scheme { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.OverviewAsync(id, cancellation) is not { } scheme)
        {
            return NotFound();
        }

        Scheme = scheme;
        return Page();
    }
}
