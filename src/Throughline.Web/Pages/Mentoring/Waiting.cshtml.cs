using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class WaitingModel(MentoringQueries mentoring, ShowLimits limits, WithdrawReferral withdraw) : PageModel
{
    public WaitingPage Waiting { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, Guid personId, CancellationToken cancellation) =>
        await ReadAsync(schemeId, personId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostLimitsAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var outcome = await limits.RunAsync(personId, schemeId, cancellation);
        return outcome.Succeeded ? this.Done("That is written down, with today’s date", $"/mentoring/waiting/{schemeId}/{personId}") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var outcome = await withdraw.RunAsync(Waiting.ReferralId, cancellation);
        return outcome.Succeeded ? this.Done($"{Waiting.Name} is off the list", "/mentoring") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (await mentoring.WaitingAsync(personId, schemeId, cancellation) is not { } page)
        {
            return false;
        }

        Waiting = page;
        return true;
    }
}
