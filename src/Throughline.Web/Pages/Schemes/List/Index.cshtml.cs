using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.List;

public sealed class IndexModel(SchemeQueries schemes) : PageModel
{
    public SchemeList List { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => List = await schemes.ListAsync(cancellation);
}
