using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;

namespace Throughline.Web.Pages.Recruitment.Clearance;

public sealed class IndexModel(ClearanceQueries clearances) : PageModel
{
    public IReadOnlyList<WaitingClearance> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Waiting = await clearances.WaitingAsync(cancellation);
}
