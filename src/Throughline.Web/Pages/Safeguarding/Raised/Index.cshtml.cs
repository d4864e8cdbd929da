using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;

namespace Throughline.Web.Pages.Safeguarding.Raised;

public sealed class IndexModel(SafeguardingQueries concerns) : PageModel
{
    public IReadOnlyList<RaisedRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Rows = await concerns.RaisedAsync(cancellation);
}
