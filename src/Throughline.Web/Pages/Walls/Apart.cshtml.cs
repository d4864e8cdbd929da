using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Walls;

public sealed class ApartModel(RelationshipQueries relationships, KeepApart keep, LiftRelationship lift) : PageModel
{
    [BindProperty]
    public string? Finding { get; set; }

    [BindProperty]
    [Display(Name = "The review date")]
    public DateOnly? NextReview { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public bool Lifting { get; private set; }

    public ApartOnPage Pair { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Pair.Version;
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(Guid id, CancellationToken cancellation)
    {
        if (NextReview is null && ModelState.GetFieldValidationState(nameof(NextReview)) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
        {
            ModelState.AddModelError(nameof(NextReview), "Enter when you will look next");
        }

        return SaveAsync(id, () => keep.RunAsync(new ApartReview(id, Version, Finding, NextReview!.Value), cancellation), "They stay apart", cancellation, nameof(Finding), nameof(NextReview));
    }

    public Task<IActionResult> OnPostLiftAsync(Guid id, CancellationToken cancellation)
    {
        Lifting = true;
        return SaveAsync(
            id, () => lift.RunAsync(new LiftedRelationship(id, Version, new Decision(Reason, Evidence)), cancellation),
            "They are no longer kept apart", cancellation, nameof(Reason), nameof(Evidence));
    }

    private async Task<IActionResult> SaveAsync(Guid id, Func<Task<Outcome<Throughline.Done>>> save, string done, CancellationToken cancellation, params string[] fields)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await save();
        if (outcome.Succeeded)
        {
            return this.Done(done, "/walls");
        }

        Version = outcome.Refusal is Stale ? Pair.Version : Version;
        return this.Refused(outcome.Refusal!, fields);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await relationships.FindAsync(id, cancellation) is not { } pair)
        {
            return false;
        }

        Pair = pair;
        return true;
    }
}
