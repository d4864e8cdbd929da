using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;

namespace Throughline.Web.Pages.Support;

public sealed class SharedCheckInModel(CheckInQueries checkIns) : PageModel
{
    public SharedCheckIn Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await checkIns.ReadAsync(id, cancellation) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        return Page();
    }
}
