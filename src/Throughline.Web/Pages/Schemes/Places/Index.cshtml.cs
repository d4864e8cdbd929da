using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Places;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public PlacesPage Places { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.PlacesAsync(id, cancellation) is not { } places)
        {
            return NotFound();
        }

        Places = places;
        return Page();
    }
}
