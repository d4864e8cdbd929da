using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;

namespace Throughline.Web.Pages.Trust.Keys;

public sealed class IndexModel(KeyQueries keys) : PageModel
{
    public IReadOnlyList<KeyRow> Keys { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Keys = await keys.CupboardAsync(cancellation);
}
