using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class DisplaceModel(SpaceQueries spaces, DisplaceTeam displace) : PageModel
{
    public SpacePage Space { get; private set; } = null!;

    public int Notice => Space.Allocations.Where(a => a.Exclusive && a.To is null).Select(a => a.NoticeDays).FirstOrDefault(7);

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Starts { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public string? Ends { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

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

        var outcome = await displace.RunAsync(
            new NewDisplacement(
                spaceId, Enum.TryParse<SpacePurpose>(Purpose, out var purpose) ? purpose : null,
                new SpaceTime(On, HubWords.ReadTime(Starts), HubWords.ReadTime(Ends), LastDay), new Decision(Reason, Evidence)),
            cancellation);
        return outcome.Succeeded
            ? this.Done("The room is taken, and the team can read why", $"/spaces/{spaceId}#displacements")
            : this.Refused(outcome.Refusal!, nameof(Purpose), nameof(On), nameof(Starts), nameof(LastDay), nameof(Ends), nameof(Reason), nameof(Evidence));
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
