using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Calendar;

namespace Throughline.Web.Pages.Calendar;

/// <summary>The week of a place, with the hours for which nobody is down.</summary>
public sealed class PlaceModel(PlaceWeekQueries places, TimeProvider clock) : PageModel
{
    public PlaceWeek Week { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid spaceId, string? on, CancellationToken cancellation)
    {
        if (await places.FindAsync(spaceId, CalendarForms.Asked(on, clock.Today()), cancellation) is not { } week)
        {
            return NotFound();
        }

        Week = week;
        return Page();
    }
}
