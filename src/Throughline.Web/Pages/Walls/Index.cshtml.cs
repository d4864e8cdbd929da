using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;

namespace Throughline.Web.Pages.Walls;

public sealed class IndexModel(ConflictQueries conflicts, RelationshipQueries relationships) : PageModel
{
    public IReadOnlyList<ConflictRow> Conflicts { get; private set; } = [];

    public IReadOnlyList<ApartRow> Apart { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Conflicts = await conflicts.ListAsync(cancellation);
        Apart = await relationships.ListAsync(cancellation);
    }
}
