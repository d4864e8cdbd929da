using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class IndexModel(MentoringQueries mentoring, MakeProposals make, FollowStop follow, CurrentViewer current) : PageModel
{
    public MentoringOverview Overview { get; private set; } = null!;

    public bool Coordinates => current.Viewer.Hat == Hat.Coordinator;

    [BindProperty]
    public Guid SchemeId { get; set; }

    [BindProperty]
    public Guid MatchId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Overview = await mentoring.OverviewAsync(cancellation);

    public async Task<IActionResult> OnPostProposalsAsync(CancellationToken cancellation)
    {
        if (!Coordinates)
        {
            return NotFound();
        }

        var outcome = await make.RunAsync(SchemeId, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The proposals are made. Nothing follows until you decide", $"/mentoring/proposals/{outcome.Value}");
        }

        Overview = await mentoring.OverviewAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostFollowedAsync(CancellationToken cancellation)
    {
        var outcome = await follow.RunAsync(MatchId, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("That is written down", "/mentoring");
        }

        Overview = await mentoring.OverviewAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
