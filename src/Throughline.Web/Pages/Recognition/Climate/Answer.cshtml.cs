using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Climate;

public sealed class AnswerModel(ClimateQueries climate, AnswerCondition answer, TimeProvider clock) : PageModel
{
    public SitePage Shown { get; private set; } = null!;

    public ConditionLine Line { get; private set; } = null!;

    [BindProperty]
    public string? Met { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, int condition, CancellationToken cancellation)
    {
        ModelState.Clear();
        On = clock.Today();
        return await ReadAsync(id, condition, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int condition, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, condition, cancellation, typed: true))
        {
            return NotFound();
        }

        this.Ask(Met is not ("true" or "false"), nameof(Met), "Say whether it is so");
        this.Ask(On is null, nameof(On), "Enter the day you know it from");
        this.Ask(string.IsNullOrWhiteSpace(Evidence), nameof(Evidence), "Enter what you looked at");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await answer.RunAsync(new ConditionCheck(id, Line.Condition, Met == "true", On, Evidence), cancellation);
        return outcome.Succeeded ? this.Done("The answer is saved", $"/climate/sites/{id}") : this.Refused(outcome.Refusal!, nameof(Met), nameof(On), nameof(Evidence));
    }

    // What is counted by now was answered for while the form was open: what was typed is kept, for when it is not counted any more.
    private async Task<bool> ReadAsync(Guid id, int condition, CancellationToken cancellation, bool typed = false)
    {
        if (await climate.SiteAsync(id, cancellation) is not { MayAnswer: true } shown
            || shown.Conditions.FirstOrDefault(c => (int)c.Condition == condition && (typed ? !c.Condition.IsLive() : !c.Counted)) is not { } line)
        {
            return false;
        }

        (Shown, Line) = (shown, line);
        return true;
    }
}
