using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class ProgrammeModel(SessionProgrammeQueries programmes) : PageModel
{
    public ProgrammePage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.ProgrammeAsync(id, cancellation) is not { } found)
        {
            return NotFound();
        }

        Shown = found;
        return Page();
    }
}
