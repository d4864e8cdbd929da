using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Hub;

/// <summary>The shared computer of a hub: signs in or out of the hub, and then out of the computer.</summary>
public sealed class QuickModel(HubQueries hubs, SignInAtHub signIn, SignOutOfHub signOut, SignInFlow flow, IOptions<ThroughlineSettings> settings) : PageModel
{
    public IReadOnlyList<HubCard> Hubs { get; private set; } = [];

    [BindProperty]
    public Guid SpaceId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Hubs = await hubs.MineAsync(cancellation);

    public async Task<IActionResult> OnPostInAsync(CancellationToken cancellation) =>
        await LeaveAsync(await signIn.RunAsync(new HubArrival(SpaceId, PresenceSource.HubComputer), cancellation), "You are signed in at the hub", cancellation);

    public async Task<IActionResult> OnPostOutAsync(CancellationToken cancellation) =>
        await LeaveAsync(await signOut.RunAsync(new HubDeparture(SpaceId), cancellation), "You are signed out of the hub", cancellation);

    private async Task<IActionResult> LeaveAsync(Outcome<Guid> outcome, string done, CancellationToken cancellation)
    {
        if (!outcome.Succeeded)
        {
            await OnGetAsync(cancellation);
            return this.Refused(outcome.Refusal!);
        }

        await flow.SignOutAsync(HttpContext, cancellation);
        return this.Done($"{done}, and this computer has forgotten you", (settings.Value.Fictional ? "/sign-in/as" : "/sign-in") + "?returnUrl=%2Fhub%2Fquick");
    }
}
