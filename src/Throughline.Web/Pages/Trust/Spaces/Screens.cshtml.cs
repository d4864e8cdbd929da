using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class ScreensModel(SpaceQueries spaces, EndScreen end) : PageModel
{
    public Space Space { get; private set; } = null!;

    public IReadOnlyList<ScreenLine> Screens { get; private set; } = [];

    public string Address => $"{Request.Scheme}://{Request.Host}/hub/wall/{Space.Id}";

    [BindProperty]
    public Guid ScreenId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        var outcome = await end.RunAsync(ScreenId, cancellation);
        return outcome.Succeeded ? this.Done("The screen shows nothing from now on", $"/spaces/{spaceId}/screens") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await spaces.ScreensAsync(spaceId, cancellation) is not { } found)
        {
            return false;
        }

        (Space, Screens) = found;
        return true;
    }
}
