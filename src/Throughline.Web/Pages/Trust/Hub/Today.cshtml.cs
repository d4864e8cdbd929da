using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class TodayModel(HubQueries hubs) : PageModel
{
    public WhoIsIn Today { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Today = await hubs.TodayAsync(cancellation);
}
