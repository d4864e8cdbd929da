using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;

namespace Throughline.Web.Pages.Recognition.Climate;

public sealed class IndexModel(ClimateQueries climate) : PageModel
{
    public IReadOnlyList<SchemeClimate> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await climate.ListAsync(cancellation);
}
