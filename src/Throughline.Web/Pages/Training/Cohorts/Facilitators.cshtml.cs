using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Training.Cohorts;

public sealed class FacilitatorsModel(TrainingQueries training, NameFacilitator name, EndFacilitation end) : PageModel
{
    [BindProperty]
    public Guid? HoldingId { get; set; }

    [BindProperty]
    public Guid FacilitationId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public CohortPage Cohort { get; private set; } = null!;

    public IReadOnlyList<FacilitatorOption> Options { get; private set; } = [];

    /// <summary>The facilitation whose end asks for a reason.</summary>
    public Guid? AsksReasonFor { get; private set; }

    public IReadOnlyList<Choice> Choices => [.. Options.Select(o => new Choice(o.HoldingId.ToString(), $"{o.Name}, {(o.Once ? "once " : "")}{Throughline.Web.Components.Words.InSentence(o.Role)}{(o.Cleared ? "" : " (not cleared for groups yet)")}"))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (HoldingId is not { } holding)
        {
            ModelState.AddModelError(nameof(HoldingId), "Choose who helps to run it");
            return this.Invalid();
        }

        var outcome = await name.RunAsync(new NewFacilitator(id, holding), cancellation);
        return outcome.Succeeded ? this.Done("They are named", $"/training/cohorts/{id}/facilitators") : this.Refused(outcome.Refusal!, nameof(HoldingId));
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || Cohort.Facilitators.All(f => f.Id != FacilitationId))
        {
            return NotFound();
        }

        var outcome = await end.RunAsync(new FacilitationEnd(FacilitationId, Reason), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is written down. What they led stays theirs", $"/training/cohorts/{id}/facilitators");
        }

        AsksReasonFor = outcome.Refusal!.Field == nameof(Reason) ? FacilitationId : null;
        return this.Refused(outcome.Refusal!, nameof(Reason));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CohortAsync(id, cancellation) is not { MayRun: true } cohort)
        {
            return false;
        }

        (Cohort, Options) = (cohort, await training.FacilitatorOptionsAsync(id, cancellation));
        return true;
    }
}
