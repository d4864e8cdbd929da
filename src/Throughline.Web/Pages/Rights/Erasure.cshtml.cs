using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Rights;

namespace Throughline.Web.Pages.Rights;

public sealed class ErasureModel(RightsQueries rights) : PageModel
{
    public ErasureOnPage Erasure { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await rights.ErasureAsync(id, cancellation) is not { } erasure)
        {
            return NotFound();
        }

        Erasure = erasure;
        return Page();
    }
}
