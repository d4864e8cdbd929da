using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring.Mentor;

public sealed class IndexModel(
    MyMentoringQueries mentoring, AskForMentor ask, WithdrawReferral withdraw, AnswerMatch answer, EndMatch end, ShowLimits limits, ShareNotes share, CurrentViewer current) : PageModel
{
    public IReadOnlyList<MyMentor> Mine { get; private set; } = [];

    public Guid PersonId => current.Viewer.PersonId;

    [BindProperty]
    public Guid SchemeId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public bool Yes { get; set; }

    [BindProperty]
    public bool StillWants { get; set; }

    [BindProperty]
    public bool Shares { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Mine = await mentoring.MineAsync(cancellation);

    public Task<IActionResult> OnPostAskAsync(CancellationToken cancellation) =>
        SayAsync(async _ => (await ask.RunAsync(SchemeId, Words, cancellation)).Refusal, "You are on the list", cancellation);

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellation) =>
        SayAsync(async mine => mine.ReferralId is { } id ? (await withdraw.RunAsync(id, cancellation)).Refusal : new NotFound(), "You are off the list. You can ask again at any time", cancellation);

    public Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellation) =>
        SayAsync(async mine => mine.MatchId is { } id ? (await answer.RunAsync(id, Version, Yes, Words, cancellation)).Refusal : new NotFound(), Yes ? "You two try it out" : "That is fine. You stay on the list", cancellation);

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancellation) =>
        SayAsync(
            async mine => mine.MatchId is { } id ? (await end.RunAsync(id, Version, Words, StillWants, cancellation)).Refusal : new NotFound(),
            StillWants ? "It has ended. You are on the list for another mentor" : "It has ended", cancellation);

    public Task<IActionResult> OnPostLimitsAsync(CancellationToken cancellation) =>
        SayAsync(async _ => (await limits.RunAsync(PersonId, SchemeId, cancellation)).Refusal, "Thank you. That is written down, with today’s date", cancellation);

    public Task<IActionResult> OnPostShareAsync(CancellationToken cancellation) =>
        SayAsync(async mine => mine.MatchId is { } id ? (await share.RunAsync(id, Shares, cancellation)).Refusal : new NotFound(), Shares ? "From now on you see it" : "From now on you do not see it", cancellation);

    private async Task<IActionResult> SayAsync(Func<MyMentor, Task<Refusal?>> act, string done, CancellationToken cancellation)
    {
        Mine = await mentoring.MineAsync(cancellation);
        if (Mine.FirstOrDefault(m => m.SchemeId == SchemeId) is not { } mine)
        {
            return NotFound();
        }

        var refusal = await act(mine);
        return refusal is null ? this.Done(done, "/mentor") : this.Refused(refusal, nameof(Words));
    }
}
