using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class HoursModel(HubQueries hubs, RosterQueries rosters, TimeProvider clock) : PageModel
{
    public HoursPage Hours { get; private set; } = null!;

    public IReadOnlyList<RosterLine> Planned { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? personId, CancellationToken cancellation)
    {
        if (await hubs.HoursAsync(personId ?? HttpContext.Session().PersonId, cancellation) is not { } hours)
        {
            return NotFound();
        }

        Hours = hours;
        if (hours.Own)
        {
            var monday = Throughline.Trust.Hours.Monday(clock.Today());
            Planned = await rosters.MineAsync(monday, monday.AddDays(13), cancellation);
        }

        return Page();
    }

    public string Number(decimal hours) => Math.Round(hours, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
}
