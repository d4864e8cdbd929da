using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class LockModel(HubQueries hubs, MoveHub move) : PageModel
{
    public HubPage Hub { get; private set; } = null!;

    [BindProperty]
    public bool Looked { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        var outcome = await move.RunAsync(new HubMove(spaceId, OpeningState.Locked, Looked), cancellation);
        return outcome.Succeeded ? this.Done($"{Hub.Card.Name} is locked, and you are signed out", "/hub") : this.Refused(outcome.Refusal!, nameof(Looked));
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await hubs.FindAsync(spaceId, cancellation) is not { } hub)
        {
            return false;
        }

        Hub = hub;
        return true;
    }
}
