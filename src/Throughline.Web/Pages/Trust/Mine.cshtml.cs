using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class MineModel(TrustQueries trust, ProposeTrust propose) : PageModel
{
    [BindProperty]
    public Guid? HoldingId { get; set; }

    [BindProperty]
    public TrustStep? Step { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<TrustLadderPage> Ladders { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Ladders = await trust.MineAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await propose.RunAsync(new TrustProposal(HoldingId ?? Guid.Empty, Step ?? TrustStep.Shadowing, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("You have asked. The people you work with see it now", "/trust/mine");
        }

        Ladders = await trust.MineAsync(cancellation);
        return this.Refused(outcome.Refusal!, nameof(Words));
    }
}
