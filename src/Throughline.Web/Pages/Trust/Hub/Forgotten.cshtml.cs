using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class ForgottenModel(HubQueries hubs, AddPresence add) : PageModel
{
    public HubPage Hub { get; private set; } = null!;

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? In { get; set; }

    [BindProperty]
    public string? Out { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(new ForgottenPresence(spaceId, On, HubWords.ReadTime(In), HubWords.ReadTime(Out)), cancellation);
        return outcome.Succeeded ? this.Done("It is on your record", "/hub/hours") : this.Refused(outcome.Refusal!, nameof(On), nameof(In), nameof(Out));
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
