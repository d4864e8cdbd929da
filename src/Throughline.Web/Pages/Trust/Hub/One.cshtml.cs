using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class OneModel(HubQueries hubs, SignInAtHub signIn, SignOutOfHub signOut, SignOutSomebody signOutFor, UnlockHub unlock, MoveHub move) : PageModel
{
    public HubPage Hub { get; private set; } = null!;

    [BindProperty]
    public string? Back { get; set; }

    [BindProperty]
    public OpeningState? To { get; set; }

    [BindProperty]
    public Guid PresenceId { get; set; }

    public bool Coordinates => HttpContext.Session().Hat == Hat.Coordinator;

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostInAsync(Guid spaceId, CancellationToken cancellation)
    {
        var source = HttpContext.Session().SharedComputer ? PresenceSource.HubComputer : PresenceSource.OwnPhone;
        return DoAsync(spaceId, () => signIn.RunAsync(new HubArrival(spaceId, source), cancellation), "You are signed in", cancellation);
    }

    public Task<IActionResult> OnPostOutAsync(Guid spaceId, CancellationToken cancellation) =>
        DoAsync(spaceId, () => signOut.RunAsync(new HubDeparture(spaceId), cancellation), "You are signed out. See you soon", cancellation);

    public Task<IActionResult> OnPostUnlockAsync(Guid spaceId, CancellationToken cancellation) =>
        DoAsync(spaceId, () => unlock.RunAsync(spaceId, cancellation), "You are signed in, and the hub is unlocked", cancellation);

    public Task<IActionResult> OnPostOutForAsync(Guid spaceId, CancellationToken cancellation) =>
        DoAsync(spaceId, () => signOutFor.RunAsync(new DepartureFor(PresenceId), cancellation), "They are signed out", cancellation);

    public Task<IActionResult> OnPostMoveAsync(Guid spaceId, CancellationToken cancellation) => To is OpeningState.OpenPeersOnly or OpeningState.OpenToServiceUsers
        ? DoAsync(
            spaceId, () => move.RunAsync(new HubMove(spaceId, To.Value), cancellation),
            To == OpeningState.OpenToServiceUsers ? "The hub is open to everybody" : "The hub is open to the team only", cancellation)
        : Task.FromResult<IActionResult>(BadRequest());

    private async Task<IActionResult> DoAsync<T>(Guid spaceId, Func<Task<Outcome<T>>> work, string done, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        var outcome = await work();
        if (outcome.Succeeded)
        {
            return this.Done(done, SignIns.SafeReturn(Back ?? $"/hub/{spaceId}"));
        }

        await ReadAsync(spaceId, cancellation);
        return this.Refused(outcome.Refusal!);
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

/// <param name="Lines">Who is in.</param>
/// <param name="OnDuty">Whether the viewer may sign service users out.</param>
/// <param name="Coordinates">Whether the viewer may sign anybody out.</param>
public sealed record InsideView(IReadOnlyList<InsideLine> Lines, bool OnDuty, bool Coordinates);
