using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class ChangeModel(SpaceQueries spaces, ChangeSpace change) : PageModel
{
    public SpacePage Space { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? OpensAt { get; set; }

    [BindProperty]
    public string? ClosesAt { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? To { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        var space = Space.Space;
        (Version, Name, OpensAt, ClosesAt, To) = (space.Version, space.Name, HubWords.Time(space.OpensAt), HubWords.Time(space.ClosesAt), space.To);
        return Page();
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

        var outcome = await change.RunAsync(new ChangedSpace(spaceId, Version, new SpaceDetails(Name, HubWords.ReadTime(OpensAt), HubWords.ReadTime(ClosesAt)), To), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is changed", $"/spaces/{spaceId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Space.Space.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(Name), nameof(OpensAt), nameof(ClosesAt), nameof(To));
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await spaces.FindAsync(spaceId, cancellation) is not { MayRun: true } space)
        {
            return false;
        }

        Space = space;
        return true;
    }
}
