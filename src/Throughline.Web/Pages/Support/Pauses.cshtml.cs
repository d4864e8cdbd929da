using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;

namespace Throughline.Web.Pages.Support;

public sealed class PausesModel(PauseQueries pauses) : PageModel
{
    public IReadOnlyList<PauseLine> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await pauses.OthersAsync(cancellation);
}
