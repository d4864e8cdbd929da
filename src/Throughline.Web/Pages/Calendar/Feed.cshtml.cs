using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Calendar;

namespace Throughline.Web.Pages.Calendar;

/// <summary>A person's calendar for whoever holds their link. One that has ended is not found, exactly like one that never was.</summary>
public sealed class FeedModel(CalendarFeedQueries feeds) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancellation) =>
        await feeds.ReadAsync(token, cancellation) is { } file ? Content(file, "text/calendar; charset=utf-8") : NotFound();
}
