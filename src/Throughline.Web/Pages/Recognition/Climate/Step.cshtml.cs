using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Climate;

public sealed class StepModel(ClimateQueries climate, PlanClimateStep plan, TimeProvider clock) : PageModel
{
    public SitePage Shown { get; private set; } = null!;

    public ConditionLine Line { get; private set; } = null!;

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? By { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int condition, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, condition, cancellation))
        {
            return NotFound();
        }

        (What, By) = (Line.Condition.ToDo(), clock.Today().AddDays(7));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int condition, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, condition, cancellation))
        {
            return NotFound();
        }

        this.Ask(string.IsNullOrWhiteSpace(What), nameof(What), "Enter what will be done");
        this.Ask(string.IsNullOrWhiteSpace(Who), nameof(Who), "Enter whose job it is");
        this.Ask(By is null, nameof(By), "Enter the day by which it is done");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await plan.RunAsync(new NewClimateStep(id, Line.Condition, What, Who, By), cancellation);
        return outcome.Succeeded ? this.Done("The step is set", $"/climate/sites/{id}#next") : this.Refused(outcome.Refusal!, nameof(What), nameof(Who), nameof(By));
    }

    private async Task<bool> ReadAsync(Guid id, int condition, CancellationToken cancellation)
    {
        if (await climate.SiteAsync(id, cancellation) is not { MayAnswer: true } shown || shown.Conditions.FirstOrDefault(c => (int)c.Condition == condition) is not { } line)
        {
            return false;
        }

        (Shown, Line) = (shown, line);
        return true;
    }
}
