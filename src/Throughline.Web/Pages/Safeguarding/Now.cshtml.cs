using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding;

/// <summary>Where the link in a page leads: what the viewer is called for. Its address tells nothing.</summary>
public sealed class NowModel(PagingQueries paging, AnswerPage answer) : PageModel
{
    public PagesPage Pages { get; private set; } = new([], []);

    /// <summary>True where it takes another hat to say that one has it.</summary>
    public bool OtherHat { get; private set; }

    [BindProperty]
    public Guid PageId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Pages = await paging.MineAsync(cancellation);

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellation)
    {
        var outcome = await answer.RunAsync(PageId, cancellation);
        if (outcome.Succeeded)
        {
            return outcome.Value.Kind == AlarmKind.Concern ? this.Done("You have it", $"/safety/concerns/{outcome.Value.CaseId}") : this.Done("They see that you have seen it. Please speak to them now", "/now");
        }

        (Pages, OtherHat) = (await paging.MineAsync(cancellation), outcome.Refusal is NeedsStaffHat);
        return this.Refused(outcome.Refusal!);
    }
}
