using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;

namespace Throughline.Web.Pages.Recognition.Chances;

public sealed class IndexModel(ChanceQueries chances) : PageModel
{
    public ChancesPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await chances.MineAsync(cancellation);
}
