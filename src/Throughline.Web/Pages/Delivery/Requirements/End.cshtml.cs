using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Requirements;

public sealed class EndModel(RequirementQueries requirements, EndRequirement end) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Enter its last day")]
    [Display(Name = "The last day")]
    public DateOnly? EndedOn { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RequirementLine Line { get; private set; } = null!;

    public RequirementForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Line.Version;
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

        var outcome = await end.RunAsync(id, Version, EndedOn!.Value, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is written down that it has ended", $"/requirements/people/{Line.PersonId}");
        }

        Version = outcome.Refusal is Stale ? Line.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(EndedOn));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await requirements.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        (Line, Form) = found;
        return true;
    }
}
