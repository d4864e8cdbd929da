using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Sessions;

public sealed class CallOffModel(GroupQueries groups, CallOffSession callOff) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public SessionPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await callOff.RunAsync(id, Version, Reason, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The session is off. Tell those who are expected", $"/groups/sessions/{id}");
        }

        Version = outcome.Refusal is Stale ? Shown.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Reason));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.SessionAsync(id, cancellation) is not { MayRun: true } session)
        {
            return false;
        }

        Shown = session;
        return true;
    }
}
