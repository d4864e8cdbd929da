using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Chances;

public sealed class ChanceModel(ChanceQueries chances, SayOutcome say, DeleteShutChance delete) : PageModel
{
    public ChanceLine Shown { get; private set; } = null!;

    [BindProperty]
    public string? Outcome { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Outcome = Shown.Outcome.ToString();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await say.RunAsync(id, RecognitionForms.Of<OpportunityOutcome>(Outcome), cancellation);
        return outcome.Succeeded ? this.Done("It is saved", "/chances") : this.Refused(outcome.Refusal!, nameof(Outcome));
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await delete.RunAsync(id, cancellation);
        return outcome.Succeeded ? this.Done("It is deleted", "/chances") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await chances.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
