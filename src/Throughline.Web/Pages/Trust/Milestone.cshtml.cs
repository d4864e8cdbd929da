using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class MilestoneModel(TrustQueries trust, RecogniseMilestone recognise) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public MilestonePage First { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = First.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var outcome = await recognise.RunAsync(new MilestoneWords(id, Version, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("They can read it now", $"/trust/milestones/{id}");
        }

        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = outcome.Refusal is Stale ? First.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.MilestoneAsync(id, cancellation) is not { } first)
        {
            return false;
        }

        First = first;
        return true;
    }
}
