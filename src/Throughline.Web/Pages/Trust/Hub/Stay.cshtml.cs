using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class StayModel(HubQueries hubs, CorrectPresence correct) : PageModel
{
    public StayPage Stay { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? In { get; set; }

    [BindProperty]
    public string? Out { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool NotThere { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid presenceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(presenceId, cancellation))
        {
            return NotFound();
        }

        Version = Stay.Stay.Version;
        On = Stay.Stay.In.LondonDate();
        In = HubWords.Time(Stay.Stay.In);
        Out = Stay.Stay.Out is { } left ? HubWords.Time(left) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid presenceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(presenceId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await correct.RunAsync(new CorrectedPresence(presenceId, Version, On, HubWords.ReadTime(In), HubWords.ReadTime(Out), NotThere, Reason), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(NotThere ? "It is taken out" : "It is put right", $"/hub/stays/{presenceId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Stay.Stay.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(On), nameof(In), nameof(Out), nameof(Reason));
    }

    private async Task<bool> ReadAsync(Guid presenceId, CancellationToken cancellation)
    {
        if (await hubs.StayAsync(presenceId, cancellation) is not { } stay)
        {
            return false;
        }

        Stay = stay;
        return true;
    }
}
