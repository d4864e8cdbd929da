using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Places;

public sealed class MoveModel(GroupQueries groups, MovePlace move) : PageModel
{
    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public WhoAsked? Asked { get; set; }

    public string Name { get; private set; } = "";

    public SessionLine Session { get; private set; } = null!;

    public IReadOnlyList<Choice> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        this.Ask(To is null, nameof(To), "Choose the session they come to");
        this.Ask(Asked is null, nameof(Asked), "Choose who asked");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await move.RunAsync(new PlaceMove(id, To, Asked), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"{Name} comes to the other session", $"/groups/sessions/{Session.Id}#people");
        }

        var refusal = outcome.Refusal is Throughline.Invalid { Field: nameof(PlaceMove.ToSessionId), Sentence: var sentence } ? new Throughline.Invalid(nameof(To), sentence) : outcome.Refusal!;
        return this.Refused(refusal, nameof(To), nameof(Asked));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.PlaceAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        (Name, Session) = (found.Place.Name, found.Session);
        Others = [.. found.Others.Select(o => new Choice(o.Id.ToString(), DeliveryForms.When(o.StartsAt)))];
        return true;
    }
}
