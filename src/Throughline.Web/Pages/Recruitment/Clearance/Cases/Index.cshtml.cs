using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;

namespace Throughline.Web.Pages.Recruitment.Clearance.Cases;

public sealed class IndexModel(VettingQueries cases) : PageModel
{
    public IReadOnlyList<CaseToDecide> Cases { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Cases = await cases.ListAsync(cancellation);
}
