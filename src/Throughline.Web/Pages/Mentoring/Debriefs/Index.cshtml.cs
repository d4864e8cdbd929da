using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring.Debriefs;

/// <summary>The talks that are offered to the viewer, after whatever it was.</summary>
public sealed class IndexModel(MyMentoringQueries mentoring, DeclineDebrief decline) : PageModel
{
    public IReadOnlyList<OfferedTalk> Talks { get; private set; } = [];

    [BindProperty]
    public Guid DebriefId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Talks = await mentoring.TalksAsync(cancellation);

    public async Task<IActionResult> OnPostNotNowAsync(CancellationToken cancellation)
    {
        Talks = await mentoring.TalksAsync(cancellation);
        var outcome = await decline.RunAsync(DebriefId, cancellation);
        return outcome.Succeeded ? this.Done("That is fine. You can ask for a word at any time", "/debriefs") : this.Refused(outcome.Refusal!);
    }
}
