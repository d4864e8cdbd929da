using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;

namespace Throughline.Web.Pages.Recruitment.Clearance;

/// <summary>Somebody's clearance as those who run the scheme see it: outcomes, dates, and whose turn it is.</summary>
public sealed class PersonModel(ClearanceQueries clearances) : PageModel
{
    public ClearancePage Clearance { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await clearances.PersonAsync(id, cancellation) is not { } page)
        {
            return NotFound();
        }

        Clearance = page;
        return Page();
    }
}
