using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Words;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public WordsPage Words { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.WordsAsync(id, cancellation) is not { } words)
        {
            return NotFound();
        }

        Words = words;
        return Page();
    }
}
