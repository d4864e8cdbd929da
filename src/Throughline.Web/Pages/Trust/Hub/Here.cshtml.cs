using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Hub;

/// <summary>Where the code on a hub's screen leads. One press signs in; the code by itself signs nobody in.</summary>
public sealed class HereModel(HubQueries hubs, SignInAtHub signIn, HubCode codes) : PageModel
{
    public HubPage Hub { get; private set; } = null!;

    public CodeWorth Worth { get; private set; }

    [BindProperty(SupportsGet = true)]
    public long? M { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? C { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        if (Worth != CodeWorth.Good)
        {
            ModelState.AddModelError("", "The code on the screen has changed. Scan it again, or sign in without it");
            return this.Invalid();
        }

        var outcome = await signIn.RunAsync(new HubArrival(spaceId, PresenceSource.Code), cancellation);
        return outcome.Succeeded ? this.Done("You are signed in", "/hub") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await hubs.FindAsync(spaceId, cancellation) is not { } hub)
        {
            return false;
        }

        (Hub, Worth) = (hub, codes.Check(spaceId, M, C));
        return true;
    }
}
