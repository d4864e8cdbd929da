using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recognition.Climate;

public sealed class UnpaidModel(UnpaidWorkQueries unpaid) : PageModel
{
    public bool ShowsNames => HttpContext.Session().Hat == Hat.Coordinator;

    public IReadOnlyList<UnpaidWork> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await unpaid.ListAsync(cancellation);
}
