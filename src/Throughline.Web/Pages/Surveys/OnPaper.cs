using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys;

/// <summary>What is printed for one place of an open wave.</summary>
public abstract class OnPaper(SurveyQueries surveys) : PageModel
{
    public WavePage Shown { get; private set; } = null!;

    public DoorLine Door { get; private set; } = null!;

    public string Address => SurveyForms.Address(Request, Door.Code);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid siteId, CancellationToken cancellation)
    {
        if (await surveys.WaveAsync(id, cancellation) is not { MayRun: true, Wave.State: SurveyWaveState.Open } shown || shown.Doors.FirstOrDefault(d => d.SiteId == siteId) is not { } door)
        {
            return NotFound();
        }

        (Shown, Door) = (shown, door);
        return Page();
    }
}
