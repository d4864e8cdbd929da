using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;

namespace Throughline.Web.Pages.Mentoring.Matches;

public sealed class MatchModel(MentoringQueries mentoring) : PageModel
{
    public MatchPage Match { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.MatchAsync(id, cancellation) is not { } match)
        {
            return NotFound();
        }

        Match = match;
        return Page();
    }
}
