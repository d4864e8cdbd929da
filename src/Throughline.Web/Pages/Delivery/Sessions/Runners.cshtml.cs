using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Delivery.Sessions;

public sealed class RunnersModel(GroupQueries groups, NameRunner name) : PageModel
{
    [BindProperty]
    public Guid? HoldingId { get; set; }

    [BindProperty]
    public Guid? InPlaceOf { get; set; }

    [BindProperty]
    public bool LaterOnes { get; set; }

    public SessionPage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public IReadOnlyList<Choice> Running => [.. Shown.Runners.Where(r => r.EndedOn is null).Select(r => new Choice(r.PartId.ToString(), r.Name))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

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

        var outcome = await name.RunAsync(new NewRunner(id, HoldingId, LaterOnes, InPlaceOf), cancellation);
        return outcome.Succeeded
            ? this.Done($"They run {TrainingForms.Count(outcome.Value, "session", "sessions")}", $"/groups/sessions/{id}/runners")
            : this.Refused(outcome.Refusal!, nameof(HoldingId), nameof(InPlaceOf));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.SessionAsync(id, cancellation) is not { MayRun: true, Line.State: SessionState.Planned } session)
        {
            return false;
        }

        Shown = session;
        Choices = [.. (await groups.RunnersAsync(id, cancellation)).Select(r => new Choice(r.HoldingId.ToString(), $"{r.Name}, {Words.InSentence(r.Role)}{(r.IsCleared ? "" : " (not cleared that day)")}"))];
        return true;
    }
}
