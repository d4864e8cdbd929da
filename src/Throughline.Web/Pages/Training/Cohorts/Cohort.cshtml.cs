using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Cohorts;

public sealed class CohortModel(TrainingQueries training, FinishCohort finish, CallOffCohort callOff) : PageModel
{
    public CohortPage Cohort { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostFinishAsync(Guid id, int version, CancellationToken cancellation) =>
        await AnswerAsync(id, await finish.RunAsync(id, version, cancellation), "The course is finished", cancellation);

    public async Task<IActionResult> OnPostCallOffAsync(Guid id, int version, CancellationToken cancellation) =>
        await AnswerAsync(id, await callOff.RunAsync(id, version, cancellation), "The course is called off. People who had a place wait for another", cancellation);

    private async Task<IActionResult> AnswerAsync(Guid id, Outcome<Throughline.Done> outcome, string done, CancellationToken cancellation) =>
        outcome.Succeeded ? this.Done(done, $"/training/cohorts/{id}")
        : await ReadAsync(id, cancellation) ? this.Refused(outcome.Refusal!)
        : NotFound();

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CohortAsync(id, cancellation) is not { } cohort)
        {
            return false;
        }

        Cohort = cohort;
        return true;
    }
}
