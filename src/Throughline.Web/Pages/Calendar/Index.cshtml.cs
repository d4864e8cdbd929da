using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Calendar;

namespace Throughline.Web.Pages.Calendar;

/// <summary>Everything of the viewer's own in a week.</summary>
public sealed class IndexModel(CalendarQueries calendar, TimeProvider clock) : PageModel
{
    public CalendarWeek Week { get; private set; } = null!;

    public async Task OnGetAsync(string? on, CancellationToken cancellation) => Week = await calendar.WeekAsync(CalendarForms.Asked(on, clock.Today()), cancellation);
}
