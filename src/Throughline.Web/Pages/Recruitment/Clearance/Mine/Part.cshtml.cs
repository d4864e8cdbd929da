using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance.Mine;

/// <summary>The person says that they have done their part.</summary>
public sealed class PartModel(MyClearanceQueries clearances, SubmitVetting submit) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public MyCase Case { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid caseId, CancellationToken cancellation)
    {
        if (!await ReadAsync(caseId, cancellation) || Case.State != VettingState.AwaitingPerson)
        {
            return NotFound();
        }

        Version = Case.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid caseId, CancellationToken cancellation)
    {
        if (!await ReadAsync(caseId, cancellation))
        {
            return NotFound();
        }

        var outcome = await submit.RunAsync(new VettingPart(caseId, Version, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Thank you. The decision comes next, and you read it here", "/my/clearance");
        }

        Version = outcome.Refusal is Stale ? Case.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid caseId, CancellationToken cancellation)
    {
        if (await clearances.CaseAsync(caseId, cancellation) is not { } found)
        {
            return false;
        }

        Case = found;
        return true;
    }
}
