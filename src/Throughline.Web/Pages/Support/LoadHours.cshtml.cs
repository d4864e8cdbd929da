using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Support;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Support;

public sealed class LoadHoursModel(LoadQueries loads, HubQueries hubs, SayOwnView say) : PageModel
{
    public LoadPage Load { get; private set; } = null!;

    public HoursPage? Hours { get; private set; }

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid? personId, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(personId ?? HttpContext.Session().PersonId, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid? personId, CancellationToken cancellation)
    {
        if (personId is not null || !await ReadAsync(HttpContext.Session().PersonId, cancellation))
        {
            return NotFound();
        }

        var outcome = await say.RunAsync(ViewTopic.Load, Words, false, cancellation: cancellation);
        return outcome.Succeeded ? this.Done("Your view is saved. It stands beside the numbers", "/support/load") : this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid personId, CancellationToken cancellation)
    {
        if (await loads.OfAsync(personId, cancellation) is not { } load)
        {
            return false;
        }

        (Load, Hours) = (load, await hubs.HoursAsync(personId, cancellation));
        return true;
    }
}
