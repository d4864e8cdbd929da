using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance.Mine;

/// <summary>The person appeals against a refusal.</summary>
public sealed class AppealModel(MyClearanceQueries clearances, AppealVetting appeal) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public MyCase Case { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid caseId, CancellationToken cancellation)
    {
        if (!await ReadAsync(caseId, cancellation) || !Case.MayAppeal)
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

        var outcome = await appeal.RunAsync(new VettingAppeal(caseId, Version, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Your appeal is sent. Somebody else looks at it again", "/my/clearance");
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
