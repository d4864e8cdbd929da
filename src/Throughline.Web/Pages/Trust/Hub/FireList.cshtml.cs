using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class FireListModel(HubQueries hubs) : PageModel
{
    public Guid SpaceId { get; private set; }

    public FireList List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await hubs.FireListAsync(spaceId, cancellation) is not { } list)
        {
            return NotFound();
        }

        (SpaceId, List) = (spaceId, list);
        return Page();
    }
}
