using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Roles;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public RolesPage Roles { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.RolesAsync(id, cancellation) is not { } roles)
        {
            return NotFound();
        }

        Roles = roles;
        return Page();
    }
}
