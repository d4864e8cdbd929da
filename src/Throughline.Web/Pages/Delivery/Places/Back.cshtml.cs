using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Places;

public sealed class BackModel(GroupQueries groups, PutPlaceBack putBack) : PageModel
{
    [BindProperty]
    public bool AlsoTheOther { get; set; }

    public string Name { get; private set; } = "";

    public SessionLine Session { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) is { Asked: not null } ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await ReadAsync(id, cancellation) is null)
        {
            return NotFound();
        }

        var outcome = await putBack.RunAsync(id, AlsoTheOther, cancellation);
        return outcome.Succeeded ? this.Done($"{Name} is back on the list", $"/groups/sessions/{Session.Id}#people") : this.Refused(outcome.Refusal!);
    }

    private async Task<PlaceLine?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.PlaceAsync(id, cancellation) is not { } found)
        {
            return null;
        }

        (Name, Session) = (found.Place.Name, found.Session);
        return found.Place;
    }
}
