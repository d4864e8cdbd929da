using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance.Mine;

/// <summary>What one wrote for whoever decides, to read or to take back.</summary>
public sealed class WordsModel(MyClearanceQueries clearances, TakeBackWords takeBack) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    public MyWords Words { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid caseId, CancellationToken cancellation) => await ReadAsync(caseId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid caseId, CancellationToken cancellation)
    {
        var outcome = await takeBack.RunAsync(caseId, Version, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is destroyed. Nobody can bring it back", "/my/clearance");
        }

        return await ReadAsync(caseId, cancellation) ? this.Refused(outcome.Refusal!) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid caseId, CancellationToken cancellation)
    {
        if (await clearances.WordsAsync(caseId, cancellation) is not { } words)
        {
            return false;
        }

        Words = words;
        return true;
    }
}
