using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;

namespace Throughline.Web.Pages.Recognition;

public sealed class WaitingModel(BetweenQueries between) : PageModel
{
    public BetweenWaiting Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await between.WaitingAsync(cancellation);
}
