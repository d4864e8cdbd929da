using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class RestoreModel(TrustQueries trust, RestoreTrust restore) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public TrustGrantPage Grant { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !Grant.Acts.HasFlag(TrustActs.Restore))
        {
            return NotFound();
        }

        Version = Grant.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await restore.RunAsync(new RestoredTrust(id, Version, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is given back", $"/trust/grants/{id}");
        }

        Version = outcome.Refusal is Stale ? Grant.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.GrantAsync(id, cancellation) is not { } grant)
        {
            return false;
        }

        Grant = grant;
        return true;
    }
}
