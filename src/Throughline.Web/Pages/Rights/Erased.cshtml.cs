using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Rights;

namespace Throughline.Web.Pages.Rights;

public sealed class ErasedModel(RightsQueries rights) : PageModel
{
    public IReadOnlyList<ErasureRow> Erasures { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Erasures = await rights.ErasuresAsync(cancellation);
}
