using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;

namespace Throughline.Web.Pages.Training.Programmes;

public sealed class ListModel(ProgrammeQueries programmes) : PageModel
{
    public ProgrammesPage Programmes { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (await programmes.ListAsync(schemeId, cancellation) is not { } page)
        {
            return NotFound();
        }

        Programmes = page;
        return Page();
    }
}
