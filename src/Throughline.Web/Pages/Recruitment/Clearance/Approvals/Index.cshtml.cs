using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;

namespace Throughline.Web.Pages.Recruitment.Clearance.Approvals;

public sealed class IndexModel(ApprovalQueries approvals) : PageModel
{
    public IReadOnlyList<AskedApproval> Asked { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Asked = await approvals.AskedAsync(cancellation);
}
