using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Climate;

public sealed class SiteModel(ClimateQueries climate, FinishClimateStep finish) : PageModel
{
    public SitePage Shown { get; private set; } = null!;

    [BindProperty]
    public Guid StepId { get; set; }

    /// <summary>A gap in words about a place, not to the person who logged something.</summary>
    public string GapWords(double gap) => MessageReading.GapWords(gap).Replace("the staff next to you", "staff beside them", StringComparison.OrdinalIgnoreCase);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostDoneAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await finish.RunAsync(StepId, cancellation);
        return outcome.Succeeded ? this.Done("It is marked as done", $"/climate/sites/{id}#next") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await climate.SiteAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
