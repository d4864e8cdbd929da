using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;

namespace Throughline.Web.Pages.Mentoring;

public sealed class ProposalsModel(MentoringQueries mentoring) : PageModel
{
    public RunPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.RunAsync(id, cancellation) is not { } page)
        {
            return NotFound();
        }

        Shown = page;
        return Page();
    }
}
