using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;

namespace Throughline.Web.Pages.Recognition.Shared;

public sealed class IndexModel(SharedMessageQueries messages) : PageModel
{
    public IReadOnlyList<SharedLine> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await messages.ListAsync(cancellation);
}
