using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;

namespace Throughline.Web.Pages.Training.Programmes;

public sealed class ProgrammeModel(ProgrammeQueries programmes) : PageModel
{
    public ProgrammePage Programme { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, string key, CancellationToken cancellation)
    {
        if (await programmes.FindAsync(schemeId, key, cancellation) is not { } page)
        {
            return NotFound();
        }

        Programme = page;
        return Page();
    }
}
