using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;

namespace Throughline.Web.Pages.Safeguarding;

public sealed class LeadModel(SafeguardingQueries concerns) : PageModel
{
    public LeadPage Lead { get; private set; } = new([], [], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await concerns.LeadAsync(cancellation) is not { } lead)
        {
            return NotFound();
        }

        Lead = lead;
        return Page();
    }
}
