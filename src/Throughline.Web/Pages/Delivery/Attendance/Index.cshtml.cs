using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;

namespace Throughline.Web.Pages.Delivery.Attendance;

public sealed class IndexModel(ComplianceQueries compliance) : PageModel
{
    public OfficerPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await compliance.QueueAsync(cancellation);
}
