using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring.Goals;

public sealed class IndexModel(MyMentoringQueries mentoring, SetGoal set, AddGoalStep add, MarkGoalStep mark, CloseGoal close) : PageModel
{
    private string? stepError;

    public GoalsPage Shown { get; private set; } = null!;

    [BindProperty]
    public Guid GoalId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public int Number { get; set; }

    [BindProperty]
    public bool IsDone { get; set; }

    [BindProperty]
    public bool Reached { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? FirstStep { get; set; }

    [BindProperty]
    public string? Step { get; set; }

    public string? StepError(Guid goal) => goal == GoalId ? stepError : null;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, Guid personId, CancellationToken cancellation) => await ReadAsync(schemeId, personId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSetAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var refusal = (await set.RunAsync(personId, schemeId, Words, FirstStep, cancellation)).Refusal;
        return Say(refusal is Invalid { Input: "Step" } step ? new Invalid(nameof(FirstStep), step.Message) : refusal, "The goal is saved");
    }

    public async Task<IActionResult> OnPostStepAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var refusal = (await add.RunAsync(GoalId, Step, cancellation)).Refusal;
        stepError = (refusal as Invalid)?.Message;
        return Say(refusal, "The step is added");
    }

    public async Task<IActionResult> OnPostMarkAsync(Guid schemeId, Guid personId, CancellationToken cancellation) =>
        await ReadAsync(schemeId, personId, cancellation) ? Say((await mark.RunAsync(GoalId, Number, IsDone, cancellation)).Refusal, IsDone ? "Well done" : "It is still to do") : NotFound();

    public async Task<IActionResult> OnPostCloseAsync(Guid schemeId, Guid personId, CancellationToken cancellation) =>
        await ReadAsync(schemeId, personId, cancellation) ? Say((await close.RunAsync(GoalId, Version, Reached, cancellation)).Refusal, Reached ? "Reached. Well done" : "Let go. That is fine") : NotFound();

    private IActionResult Say(Refusal? refusal, string done) =>
        refusal is null ? this.Done(done, $"/mentoring/goals/{Shown.SchemeId}/{Shown.PersonId}") : this.Refused(refusal, nameof(Words), nameof(FirstStep), nameof(Step));

    private async Task<bool> ReadAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (await mentoring.GoalsOfAsync(schemeId, personId, cancellation) is not { } page)
        {
            return false;
        }

        Shown = page;
        return true;
    }
}
