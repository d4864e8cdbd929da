using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class RosterModel(RosterQueries rosters, TimeProvider clock) : PageModel
{
    public RosterWeek Week { get; private set; } = null!;

    public async Task OnGetAsync(string? on, CancellationToken cancellation)
    {
        var today = clock.Today();
        var asked = DateOnly.TryParseExact(on, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day > today.AddYears(-2) && day < today.AddYears(2) ? day : today;
        Week = await rosters.WeekAsync(asked, cancellation);
    }
}
