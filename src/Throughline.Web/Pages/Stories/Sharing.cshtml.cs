using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>The owner sees who can read a story, and stops it with one press.</summary>
public sealed class SharingModel(StoryQueries queries, WithdrawConsent withdraw, CurrentViewer current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid ConsentId { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public StorySharing Sharing { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await queries.SharingAsync(Id, cancellation) is not { } sharing)
        {
            return NotFound();
        }

        Sharing = sharing;
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation)
    {
        current.Once = Once;
        var outcome = await withdraw.RunAsync(ConsentId, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Stopped. Nobody can open it by that any more.", $"/stories/{Id}/sharing");
        }

        if (outcome.Refusal is ConsentOver && await queries.SharingAsync(Id, cancellation) is { } sharing)
        {
            Sharing = sharing;
            return this.Refuse(outcome.Refusal!);
        }

        return NotFound();
    }
}
