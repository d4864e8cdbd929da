using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;

namespace Throughline.Web.Pages.Support;

public sealed class StayWellReadModel(StayWellQueries plans) : PageModel
{
    public SharedStayWell Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid personId, CancellationToken cancellation)
    {
        if (await plans.ReadAsync(personId, cancellation) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        return Page();
    }
}
