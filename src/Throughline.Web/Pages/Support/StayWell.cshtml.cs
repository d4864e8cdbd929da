using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class StayWellModel(StayWellQueries plans, SaveStayWellPlan save, ShareStayWellPlan share, TakeBackStayWellPlan takeBack) : PageModel
{
    public StayWellPage Shown { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Helps { get; set; }

    [BindProperty]
    public string? Signs { get; set; }

    [BindProperty]
    public string? Call { get; set; }

    [BindProperty]
    public Guid? WithId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Shown = await plans.MineAsync(cancellation);
        Fill();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        Shown = await plans.MineAsync(cancellation);
        var outcome = await save.RunAsync(Version, new StayWellWords(Helps, Signs, Call), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Your plan is saved", "/stay-well");
        }

        Version = outcome.Refusal is Stale ? Shown.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Helps), nameof(Signs), nameof(Call));
    }

    public async Task<IActionResult> OnPostShareAsync(CancellationToken cancellation) => await AnswerAsync((await share.RunAsync(WithId, cancellation)).Refusal, "They can read your plan now", cancellation);

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation) =>
        await AnswerAsync((await takeBack.RunAsync(WithId ?? Guid.Empty, cancellation)).Refusal, "They can read it no more", cancellation);

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, string done, CancellationToken cancellation)
    {
        if (refusal is null)
        {
            return this.Done(done, "/stay-well#with");
        }

        Shown = await plans.MineAsync(cancellation);
        Fill();
        ModelState.Clear();
        return this.Refused(refusal, nameof(WithId));
    }

    private void Fill() => (Version, Helps, Signs, Call) = (Shown.Version, Shown.Words.Helps, Shown.Words.Signs, Shown.Words.Call);
}
