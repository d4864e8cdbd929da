using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class HoursModel(HubQueries hubs, RosterQueries rosters, TimeProvider clock) : PageModel
{
    public HoursPage Hours { get; private set; } = null!;

    public IReadOnlyList<RosterLine> Planned { get; private set; } = [];

    /// <summary>The page on which what they make of it stands beside the numbers; null for whoever does not read that.</summary>
    public string? OwnViewAt => !Hours.Works ? null : (HttpContext.Session().Hat, Hours.Own) switch
    {
        (Hat.PeerWorker, true) => "/support/load#own-view",
        (Hat.Supervisor, false) => $"/support/load/{Hours.PersonId}#own-view",
        _ => null,
    };

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
}
