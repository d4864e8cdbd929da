using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>One's own application, with everything that was said of it.</summary>
public sealed class MyApplicationModel(RecruitmentQueries recruitment, AnswerOffer answer, WithdrawApplication withdraw) : PageModel
{
    public ApplicationPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostOfferAsync(Guid id, int version, bool yes, CancellationToken cancellation)
    {
        var outcome = await answer.RunAsync(id, version, yes, cancellation);
        return outcome.Succeeded
            ? this.Done(yes ? "You said yes. We are glad. Somebody will tell you when the training begins" : "You said no. Thank you for telling us", $"/recruitment/mine/{id}")
            : await ReadAsync(id, cancellation) ? this.Refused(outcome.Refusal!) : NotFound();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, int version, CancellationToken cancellation)
    {
        var outcome = await withdraw.RunAsync(id, version, cancellation);
        return outcome.Succeeded
            ? this.Done("Your application is taken back", $"/recruitment/mine/{id}")
            : await ReadAsync(id, cancellation) ? this.Refused(outcome.Refusal!) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await recruitment.FindAsync(id, cancellation) is not { } found || found.Application.PersonId != HttpContext.Session().Viewer.PersonId)
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
