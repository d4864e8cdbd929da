using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Rights;

public sealed class EmergencyModel(EmergencyQueries emergencies, SeeEmergency see, TellOfEmergency tell, HoldBackEmergency holdBack) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public bool HoldingBack { get; private set; }

    public EmergencyOnPage Emergency { get; private set; } = null!;

    public bool CanTell => Emergency.Row is { Result: EmergencyResult.Opened, Telling: not EmergencyTelling.Told };

    public bool CanHoldBack => Emergency.Row is { Result: EmergencyResult.Opened, Telling: EmergencyTelling.Waiting };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Emergency.Version;
        return Page();
    }

    public Task<IActionResult> OnPostSeeAsync(Guid id, CancellationToken cancellation) =>
        SaveAsync(id, () => see.RunAsync(id, Version, cancellation), "It is marked as looked at", cancellation);

    public Task<IActionResult> OnPostTellAsync(Guid id, CancellationToken cancellation) =>
        SaveAsync(id, () => tell.RunAsync(id, Version, cancellation), "The person sees it now", cancellation);

    public Task<IActionResult> OnPostHoldBackAsync(Guid id, CancellationToken cancellation)
    {
        HoldingBack = true;
        return SaveAsync(
            id, () => holdBack.RunAsync(new HeldBackEmergency(id, Version, new Decision(Reason, Evidence)), cancellation),
            "It is held back. The person is not told until somebody shows it", cancellation, nameof(Reason), nameof(Evidence));
    }

    private async Task<IActionResult> SaveAsync(Guid id, Func<Task<Outcome<Throughline.Done>>> save, string done, CancellationToken cancellation, params string[] fields)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await save();
        if (outcome.Succeeded)
        {
            return this.Done(done, "/rights/emergencies");
        }

        Version = outcome.Refusal is Stale ? Emergency.Version : Version;
        return this.Refused(outcome.Refusal!, fields);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await emergencies.FindAsync(id, cancellation) is not { } emergency)
        {
            return false;
        }

        Emergency = emergency;
        return true;
    }
}
