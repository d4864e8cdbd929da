using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class RoleModel(TrustQueries trust, ProposeTrust propose, RecordMilestone record, TimeProvider clock) : PageModel
{
    [BindProperty]
    public TrustStep? Step { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public MilestoneKind? Kind { get; set; }

    [BindProperty]
    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public bool Noting { get; private set; }

    public TrustLadderPage Ladder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        On = clock.Today();
        return await ReadAsync(holdingId, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostProposeAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        var outcome = await propose.RunAsync(new TrustProposal(holdingId, Step ?? Ladder.Next ?? TrustStep.Leading, Words), cancellation);
        return outcome.Succeeded
            ? this.Done("It is put forward", $"/trust/roles/{holdingId}")
            : this.Refused(outcome.Refusal!, nameof(Words));
    }

    public async Task<IActionResult> OnPostFirstAsync(Guid holdingId, CancellationToken cancellation)
    {
        Noting = true;
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        if (Kind is null)
        {
            ModelState.AddModelError(nameof(Kind), "Choose what they did for the first time");
        }

        if (On is null && ModelState.GetFieldValidationState(nameof(On)) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
        {
            ModelState.AddModelError(nameof(On), "Enter the day");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await record.RunAsync(new NewMilestone(Ladder.PersonId, Kind!.Value, On!.Value), cancellation);
        return outcome.Succeeded
            ? this.Done("It is written down. Say something to them about it", $"/trust/roles/{holdingId}")
            : this.Refused(outcome.Refusal!, nameof(Kind), nameof(On));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await trust.LadderAsync(holdingId, cancellation) is not { } ladder)
        {
            return false;
        }

        Ladder = ladder;
        return true;
    }
}
