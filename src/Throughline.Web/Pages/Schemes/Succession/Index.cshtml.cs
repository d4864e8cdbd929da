using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Succession;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public OrganisationPage Organisation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await schemes.OrganisationAsync(cancellation) is not { } organisation)
        {
            return NotFound();
        }

        Organisation = organisation;
        return Page();
    }
}
