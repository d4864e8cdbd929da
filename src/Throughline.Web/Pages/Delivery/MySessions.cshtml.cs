using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;

namespace Throughline.Web.Pages.Delivery;

public sealed class MySessionsModel(MySessionQueries sessions) : PageModel
{
    public MySessionsPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await sessions.MineAsync(cancellation);
}
