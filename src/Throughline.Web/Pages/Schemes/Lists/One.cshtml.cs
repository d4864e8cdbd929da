using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Lists;

public sealed class OneModel(SchemeQueries schemes) : PageModel
{
    public ReferenceKind Kind { get; private set; } = null!;

    public ReferencePage List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, string kind, CancellationToken cancellation)
    {
        if (ReferenceKind.Find(kind) is not { } found || await schemes.ReferenceAsync(id, found, cancellation) is not { } list)
        {
            return NotFound();
        }

        (Kind, List) = (found, list);
        return Page();
    }
}
