using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.HealthGoals;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.HealthGoals;

public sealed class NewModel(HealthGoalQueries goals, SetHealthGoal set) : PageModel
{
    public GoalForm Form { get; private set; } = null!;

    public IReadOnlyList<Choice> Topics => [.. Form.Topics.Select(t => new Choice(t.Code, t.Name, t.Hint))];

    [BindProperty]
    public string? Topic { get; set; }

    [BindProperty]
    public string? Step { get; set; }

    [BindProperty]
    public string? TrainerId { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await set.RunAsync(new NewHealthGoal(Form.SchemeId, Topic, Step, Guid.TryParse(TrainerId, out var trainer) ? trainer : null), cancellation);
        return outcome.Succeeded ? this.Done("Your goal is set", "/health-goals") : this.Refused(outcome.Refusal!, nameof(Topic), nameof(Step), nameof(TrainerId));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await goals.FormAsync(cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
