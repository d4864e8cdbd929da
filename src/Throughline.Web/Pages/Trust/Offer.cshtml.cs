using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class OfferModel(TrustQueries trust, OfferTrust offer, TimeProvider clock) : PageModel
{
    [BindProperty]
    public TrustStep Step { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter when you will look at it again")]
    [Display(Name = "The date to look again")]
    public DateOnly? ReviewOn { get; set; }

    public TrustLadderPage Ladder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation) || (Proposed ?? Ladder.Next) is not { } step)
        {
            return NotFound();
        }

        (Step, ReviewOn) = (step, clock.Today().AddDays(Ladder.ReviewDays));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation) || !Enum.IsDefined(Step))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await offer.RunAsync(new TrustOffer(holdingId, Step, Words, ReviewOn!.Value), cancellation);
        return outcome.Succeeded
            ? this.Done($"It is offered to {Ladder.Name}, in your words", $"/trust/roles/{holdingId}")
            : this.Refused(outcome.Refusal!, nameof(Words), nameof(ReviewOn));
    }

    private TrustStep? Proposed => Ladder.Steps.FirstOrDefault(s => s.State == TrustState.Proposed)?.Step;

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
