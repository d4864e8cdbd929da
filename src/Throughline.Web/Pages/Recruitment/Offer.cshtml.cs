using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>Offers a place, in words.</summary>
public sealed class OfferModel(RecruitmentQueries recruitment, OfferPlace offer) : ApplicationStep(recruitment)
{
    [BindProperty]
    public string? Seen { get; set; }

    [BindProperty]
    [Display(Name = "The day to answer by")]
    public DateOnly? AnswerBy { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Application.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await offer.RunAsync(new PlaceOffer(id, Version, Seen, AnswerBy), cancellation);
        if (outcome.Refusal is Stale)
        {
            Version = Shown.Application.Version;
        }

        return outcome.Succeeded ? this.Done($"The offer is made. {Shown.Name} finds it under “My applications”", $"/recruitment/{id}") : this.Refused(outcome.Refusal!, nameof(Seen), nameof(AnswerBy));
    }
}
