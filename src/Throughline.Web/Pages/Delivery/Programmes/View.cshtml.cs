using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class ViewModel(SessionProgrammeQueries programmes, GiveProgrammeView give) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) && Shown.MayView ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await give.RunAsync(id, Words, cancellation);
        return outcome.Succeeded ? this.Done("Thank you. The coordinators can read what you think", $"/programmes/versions/{id}#views") : this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
