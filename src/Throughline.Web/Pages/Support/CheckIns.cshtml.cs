using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class CheckInsModel(CheckInQueries checkIns, SaveCheckIn save) : PageModel
{
    public CheckInsPage Shown { get; private set; } = null!;

    [BindProperty]
    public string? How { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool ToldStory { get; set; }

    [BindProperty]
    public bool FamilyClash { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        (How, Words, ToldStory, FamilyClash) = (Shown.Today?.ToString(), Shown.Words, Shown.ToldStory, Shown.FamilyClash);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await save.RunAsync(new CheckInInput(SupportForms.Of<HowAreYou>(How), Words, ToldStory, FamilyClash), cancellation);
        return outcome.Succeeded ? this.Done("It is saved. Only you can read it", $"/check-ins/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(How), nameof(Words));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await checkIns.MineAsync(cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
