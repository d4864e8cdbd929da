using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Places;

public sealed class TakeOffModel(GroupQueries groups, TakeOffList takeOff) : PageModel
{
    [BindProperty]
    public bool LaterOnes { get; set; }

    public string Name { get; private set; } = "";

    public SessionLine Session { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await takeOff.RunAsync(id, LaterOnes, cancellation);
        return outcome.Succeeded ? this.Done($"{Name} is off the list", $"/groups/sessions/{Session.Id}#people") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.PlaceAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        (Name, Session) = (found.Place.Name, found.Session);
        return true;
    }
}
