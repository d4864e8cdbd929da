using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class CheckInsModel(CheckInQueries checkIns, SaveCheckIn save) : PageModel
{
    public CheckInsPage Shown { get; private set; } = null!;

    /// <summary>True where something else was saved meanwhile: it stands above the form, which keeps what was typed.</summary>
    public bool Newer { get; private set; }

    [BindProperty]
    public int Version { get; set; }

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

        (Version, How, Words, ToldStory, FamilyClash) = (Shown.Version, Shown.Today?.ToString(), Shown.Words, Shown.ToldStory, Shown.FamilyClash);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await save.RunAsync(Version, new CheckInInput(SupportForms.Of<HowAreYou>(How), Words, ToldStory, FamilyClash), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(Shown.ReadBy is { } reader ? $"It is saved. {reader} can read the change" : "It is saved. Only you can read it", $"/check-ins/{outcome.Value}");
        }

        Newer = outcome.Refusal is Stale;
        Version = Newer ? Shown.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(How), nameof(Words));
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
