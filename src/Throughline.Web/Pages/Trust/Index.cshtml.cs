using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust;

public sealed class IndexModel(TrustQueries trust) : PageModel
{
    public IReadOnlyList<TrustRow> Rows { get; private set; } = [];

    public bool RunsCupboard => HttpContext.Session().Hat == Hat.Coordinator;

    public async Task OnGetAsync(CancellationToken cancellation) => Rows = await trust.ListAsync(cancellation);
}
