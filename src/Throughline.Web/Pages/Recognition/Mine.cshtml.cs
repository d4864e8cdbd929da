using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition;

public sealed class MineModel(BeliefQueries beliefs, KeepBelief keep, AnswerCeremony answer) : PageModel
{
    public SeenInMe Shown { get; private set; } = null!;

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public bool Away { get; set; }

    [BindProperty]
    public bool? Agreed { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Shown = await beliefs.MineAsync(cancellation);
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        var outcome = await keep.RunAsync(Id, Away, cancellation);
        return outcome.Succeeded ? this.Done(Away ? "It is put away" : "It is back", "/recognition/mine") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellation)
    {
        if (Agreed is not { } agreed)
        {
            Shown = await beliefs.MineAsync(cancellation);
            ModelState.AddModelError("", "Say yes or no");
            return this.Invalid();
        }

        var outcome = await answer.RunAsync(Id, agreed, cancellation);
        return outcome.Succeeded ? this.Done(agreed ? "Your name stands there" : "Your name does not stand there", "/recognition/mine#thanked") : this.Refused(outcome.Refusal!);
    }
}
