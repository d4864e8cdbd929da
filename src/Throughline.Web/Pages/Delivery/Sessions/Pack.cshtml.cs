using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;

namespace Throughline.Web.Pages.Delivery.Sessions;

public sealed class PackModel(SessionProgrammeQueries programmes) : PageModel
{
    public SessionPack Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.PackAsync(id, cancellation) is not { } pack)
        {
            return NotFound();
        }

        Shown = pack;
        return Page();
    }
}
