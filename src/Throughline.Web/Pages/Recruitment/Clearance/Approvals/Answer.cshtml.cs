using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance.Approvals;

/// <summary>The officer answers, in their own session.</summary>
public sealed class AnswerModel(ApprovalQueries approvals, AnswerOfficerApproval answer) : PageModel
{
    [BindProperty]
    public bool? Gives { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public AskedApproval Asked { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid approvalId, CancellationToken cancellation)
    {
        if (!await ReadAsync(approvalId, cancellation))
        {
            return NotFound();
        }

        Version = Asked.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid approvalId, CancellationToken cancellation)
    {
        if (!await ReadAsync(approvalId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await answer.RunAsync(new ApprovalAnswer(approvalId, Version, Gives, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"{Asked.Name} can read your answer now", "/clearance/approvals");
        }

        Version = outcome.Refusal is Stale ? Asked.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Gives), nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid approvalId, CancellationToken cancellation)
    {
        if (await approvals.FindAsync(approvalId, cancellation) is not { } asked)
        {
            return false;
        }

        Asked = asked;
        return true;
    }
}
