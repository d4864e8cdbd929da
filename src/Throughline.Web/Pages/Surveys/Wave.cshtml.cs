using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys;

public sealed class WaveModel(SurveyQueries surveys, CloseWave close) : PageModel
{
    public WavePage Shown { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool Sure { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Wave.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var outcome = await close.RunAsync(new WaveToClose(id, Version, Sure), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(outcome.Value ? "The survey is closed" : "The survey is closed. What was said has been destroyed", $"/surveys/waves/{id}");
        }

        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (outcome.Refusal is Stale)
        {
            Version = Shown.Wave.Version;
        }

        // Whoever may see what was said but not run the survey is told that they may not.
        return outcome.Refusal is NotFound ? StatusCode(StatusCodes.Status403Forbidden) : this.Refused(outcome.Refusal!, nameof(Sure));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await surveys.WaveAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
