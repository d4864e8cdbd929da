using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.HealthGoals;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.HealthGoals;

public sealed class GoalModel(HealthGoalQueries goals, MoveHealthStep move, LetHealthGoalGo letGo) : PageModel
{
    public GoalLine Goal { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool? StepDone { get; set; }

    [BindProperty]
    public string? Next { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Goal.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await move.RunAsync(new StepMove(id, Version, StepDone, Next), cancellation);
        return outcome.Succeeded ? this.Done("It is written down", "/health-goals") : Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostLetGoAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await letGo.RunAsync(id, Version, cancellation);
        return outcome.Succeeded ? this.Done("The goal is let go", "/health-goals") : Refused(outcome.Refusal!);
    }

    private IActionResult Refused(Refusal refusal)
    {
        if (refusal is Stale)
        {
            Version = Goal.Version;
        }

        return this.Refused(refusal is Invalid { Input: "Done" } invalid ? new Invalid(nameof(StepDone), invalid.Message) : refusal, nameof(StepDone), nameof(Next));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await goals.FindAsync(id, cancellation) is not { } goal)
        {
            return false;
        }

        Goal = goal;
        return true;
    }
}
