using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Cohorts;

public sealed class OpenModel(TrainingQueries training, OpenCohort open) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public CohortPage Cohort { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Cohort.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await open.RunAsync(new CohortToOpen(id, Version, Reason), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"{Cohort.Name} is open", $"/training/cohorts/{id}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Cohort.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(Reason));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CohortAsync(id, cancellation) is not { MayRun: true } cohort)
        {
            return false;
        }

        Cohort = cohort;
        return true;
    }
}
