using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class OnBehalfModel(HubQueries hubs, SignInSomebody signIn) : PageModel
{
    public HubPage Hub { get; private set; } = null!;

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    [FromQuery(Name = "q")]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose who has come")]
    public Guid? PersonId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation)
    {
        // Nothing has been chosen yet.
        ModelState.Clear();
        return await ReadAsync(spaceId, cancellation) ? Page() : NotFound();
    }

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

        var outcome = await signIn.RunAsync(new ArrivalFor(spaceId, PersonId!.Value), cancellation);
        return outcome.Succeeded ? this.Done("They are signed in", $"/hub/{spaceId}") : this.Refused(outcome.Refusal!, nameof(PersonId));
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await hubs.FindAsync(spaceId, cancellation) is not { } hub)
        {
            return false;
        }

        (Hub, Found) = (hub, PeopleForms.Of(await hubs.ServiceUsersAsync(spaceId, Words, cancellation)));
        return true;
    }
}
