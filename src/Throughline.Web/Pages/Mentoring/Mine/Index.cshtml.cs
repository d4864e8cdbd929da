using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring.Mine;

public sealed class IndexModel(MyMentoringQueries mentoring, DeclineDebrief decline) : PageModel
{
    public MentorDay Day { get; private set; } = null!;

    [BindProperty]
    public Guid DebriefId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Day = await mentoring.DayAsync(cancellation);

    public async Task<IActionResult> OnPostNotNowAsync(CancellationToken cancellation)
    {
        Day = await mentoring.DayAsync(cancellation);
        var outcome = await decline.RunAsync(DebriefId, cancellation);
        return outcome.Succeeded ? this.Done("That is fine. You can ask for a word at any time", "/mentoring/mine") : this.Refused(outcome.Refusal!);
    }
}
