using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class DeleteModel(SessionProgrammeQueries programmes, DeleteProgrammeSession delete) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public PlannedLine Session { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, int number, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, number, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, int number, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, number, cancellation))
        {
            return NotFound();
        }

        var outcome = await delete.RunAsync(id, Version, number, cancellation);
        return outcome.Succeeded ? this.Done("The session is deleted", $"/programmes/versions/{id}#sessions") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, int number, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { MayRun: true } found || found.Sessions.FirstOrDefault(s => s.Number == number) is not { } session)
        {
            return false;
        }

        (Shown, Session) = (found, session);
        return true;
    }
}
