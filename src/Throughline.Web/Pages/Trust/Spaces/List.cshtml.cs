using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class ListModel(SpaceQueries spaces) : PageModel
{
    public IReadOnlyList<SpaceLine> Spaces { get; private set; } = [];

    public int Sites { get; private set; }

    public bool Runs => HttpContext.Session().Hat == Hat.Coordinator;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        (Spaces, Sites) = (await spaces.ListAsync(cancellation), (await spaces.SitesAsync(cancellation)).Count);
}
