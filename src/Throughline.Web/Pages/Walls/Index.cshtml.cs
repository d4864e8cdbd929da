using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;

namespace Throughline.Web.Pages.Walls;

public sealed class IndexModel(ConflictQueries conflicts) : PageModel
{
    public IReadOnlyList<ConflictRow> Conflicts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Conflicts = await conflicts.ListAsync(cancellation);
}
