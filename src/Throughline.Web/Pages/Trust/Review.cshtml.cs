using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class ReviewModel(TrustQueries trust, ReviewTrust review, TimeProvider clock) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter when you will look next")]
    [Display(Name = "The date to look again")]
    public DateOnly? Next { get; set; }

    public TrustGrantPage Grant { get; private set; } = null!;

    public int ReviewDays { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !Grant.Acts.HasFlag(TrustActs.Review))
        {
            return NotFound();
        }

        (Version, Next) = (Grant.Version, clock.Today().AddDays(ReviewDays));
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

        var outcome = await review.RunAsync(new TrustReview(id, Version, Words, Next!.Value), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is saved, and they can read it", $"/trust/grants/{id}");
        }

        Version = outcome.Refusal is Stale ? Grant.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Words), nameof(Next));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.GrantAsync(id, cancellation) is not { } grant)
        {
            return false;
        }

        (Grant, ReviewDays) = (grant, grant.ReviewDays);
        return true;
    }
}
