using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.My;

public sealed class CloseModel(ConflictQueries conflicts, DeclareConflict declare) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<DateOnly> Told { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Told = await conflicts.MineAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await declare.RunAsync(new CloseToMe(Name), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Thank you for telling us. The wall is up, and there is nothing more for you to do", "/my/close");
        }

        await OnGetAsync(cancellation);
        return this.Refused(outcome.Refusal!, nameof(Name));
    }
}
