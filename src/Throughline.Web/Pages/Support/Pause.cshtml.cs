using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class PauseModel(PauseQueries pauses, AskForPause ask) : PageModel
{
    public PauseHome Shown { get; private set; } = null!;

    [BindProperty]
    public Guid? HoldingId { get; set; }

    [BindProperty]
    public string? Wish { get; set; }

    [BindProperty]
    public string? Helps { get; set; }

    [BindProperty]
    public string? WayBack { get; set; }

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

        this.Ask(HoldingId is null, nameof(HoldingId), "Choose the role");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await ask.RunAsync(new PauseQuestion(HoldingId!.Value, SupportForms.Of<PauseWish>(Wish), Helps, WayBack), cancellation);
        return outcome.Succeeded ? this.Done("You have asked. A coordinator is told, and will speak with you", $"/support/pauses/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(HoldingId), nameof(Wish), nameof(Helps), nameof(WayBack));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await pauses.MineAsync(cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
