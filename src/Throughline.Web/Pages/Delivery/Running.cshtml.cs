using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;

namespace Throughline.Web.Pages.Delivery;

public sealed class RunningModel(RegisterQueries registers) : PageModel
{
    public RunningPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await registers.RunningAsync(cancellation);
}
