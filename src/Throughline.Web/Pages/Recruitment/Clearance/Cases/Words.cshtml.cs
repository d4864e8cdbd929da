using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;

namespace Throughline.Web.Pages.Recruitment.Clearance.Cases;

/// <summary>What one person wrote for the one who decides.</summary>
public sealed class WordsModel(VettingQueries cases) : PageModel
{
    public WordsToDecide Words { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid caseId, CancellationToken cancellation)
    {
        if (await cases.WordsAsync(caseId, cancellation) is not { } words)
        {
            return NotFound();
        }

        Words = words;
        return Page();
    }
}
