using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>One's own applications, and whether one may be named as somebody who inspired.</summary>
public sealed class MineModel(RecruitmentQueries recruitment, AnswerInspiration answer) : PageModel
{
    public IReadOnlyList<OwnApplicationLine> Applications { get; private set; } = [];

    public IReadOnlyList<InspirationAsk> Asks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Applications = await recruitment.MineAsync(cancellation);
        Asks = await recruitment.AsksAsync(cancellation);
    }

    public async Task<IActionResult> OnPostNamedAsync(Guid id, bool yes, CancellationToken cancellation)
    {
        var outcome = await answer.RunAsync(id, yes, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(yes ? "Thank you. Your name stands beside theirs" : "Your name is left out", "/recruitment/mine");
        }

        await OnGetAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
