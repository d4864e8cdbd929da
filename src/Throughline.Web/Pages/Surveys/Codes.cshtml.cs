using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys;

public sealed class CodesModel(SurveyQueries surveys, PrintCodes print) : PageModel
{
    public WavePage Shown { get; private set; } = null!;

    public IReadOnlyList<string> Printed { get; private set; } = [];

    [BindProperty]
    public string? HowMany { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        int? many = int.TryParse(HowMany?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : null;
        var outcome = await print.RunAsync(new NewCodes(id, many), cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refused(outcome.Refusal!, nameof(HowMany));
        }

        // Shown in the answer itself: they are kept nowhere to be fetched from.
        Printed = outcome.Value;
        return Page();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await surveys.WaveAsync(id, cancellation) is not { MayRun: true, Wave: { State: SurveyWaveState.Open, NeedsCode: true } } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
