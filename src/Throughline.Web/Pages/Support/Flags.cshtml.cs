using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;

namespace Throughline.Web.Pages.Support;

public sealed class FlagsModel(FlagQueries flags) : PageModel
{
    public IReadOnlyList<FlagLine> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await flags.OthersAsync(cancellation);
}
