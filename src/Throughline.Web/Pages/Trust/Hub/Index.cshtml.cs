using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class IndexModel(HubQueries hubs) : PageModel
{
    public IReadOnlyList<HubCard> Hubs { get; private set; } = [];

    public bool Staff => HttpContext.Session().Hat is Hat.Coordinator or Hat.Supervisor;

    public bool Peer => HttpContext.Session().Hat == Hat.PeerWorker;

    public async Task OnGetAsync(CancellationToken cancellation) => Hubs = await hubs.MineAsync(cancellation);
}

/// <param name="Hub">The hub.</param>
/// <param name="Back">Where to go after signing in or out.</param>
/// <param name="LinksOn">Whether its name leads to its page.</param>
public sealed record HubCardView(HubCard Hub, string Back, bool LinksOn);
