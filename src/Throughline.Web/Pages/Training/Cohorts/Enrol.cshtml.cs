using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Training.Cohorts;

public sealed class EnrolModel(TrainingQueries training, EnrolPerson enrol, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose who gets the place")]
    public Guid? HoldingId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the day")]
    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public CohortPage Cohort { get; private set; } = null!;

    public IReadOnlyList<EnrolChoice> Options { get; private set; } = [];

    public IReadOnlyList<Choice> Choices => [.. Options.Select(o => new Choice(o.HoldingId.ToString(), o.Name, o.State.Name()))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        On = clock.Today();
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

        var outcome = await enrol.RunAsync(new NewEnrolment(id, HoldingId!.Value, On!.Value), cancellation);
        return outcome.Succeeded
            ? this.Done($"They have a place on {Cohort.Name}", $"/training/cohorts/{id}")
            : this.Refused(outcome.Refusal!, nameof(HoldingId), nameof(On));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CohortAsync(id, cancellation) is not { MayRun: true } cohort)
        {
            return false;
        }

        (Cohort, Options) = (cohort, await training.EnrolChoicesAsync(id, cancellation));
        return true;
    }
}
