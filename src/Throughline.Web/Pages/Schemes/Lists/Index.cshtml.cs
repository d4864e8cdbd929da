using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Lists;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public ReferencePage Lists { get; private set; } = null!;

    public IEnumerable<ReferenceKind> Kinds => ReferenceKind.All.Where(kind => Lists.Items.Any(item => item.Kind == kind.Key));

    public int InUse(ReferenceKind kind) => Lists.Items.Count(item => item.Kind == kind.Key && item.HoldsOn(Lists.Today));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.ReferenceAsync(id, null, cancellation) is not { } lists)
        {
            return NotFound();
        }

        Lists = lists;
        return Page();
    }
}
