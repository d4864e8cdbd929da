using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Delivery.Requirements;

public sealed class ChangeModel(RequirementQueries requirements, ChangeRequirement change) : PageModel
{
    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? To { get; set; }

    [BindProperty]
    public string? Length { get; set; }

    [BindProperty]
    public Guid? OfficerId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RequirementLine Line { get; private set; } = null!;

    public RequirementForm Form { get; private set; } = null!;

    public IReadOnlyList<Choice> Officers => PeopleForms.Of(Form.Officers);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (To, Length, OfficerId, Version) = (Line.To, Line.Length?.ToString(CultureInfo.InvariantCulture), Line.OfficerId, Line.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var length = RequirementForms.ReadLength(ModelState, Length);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await change.RunAsync(new ChangedRequirement(id, Version, To, length, OfficerId), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The requirement is changed", $"/requirements/people/{Line.PersonId}");
        }

        Version = outcome.Refusal is Stale ? Line.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(To), nameof(Length), nameof(OfficerId));
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
