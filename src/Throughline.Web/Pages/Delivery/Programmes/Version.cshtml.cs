using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class VersionModel(SessionProgrammeQueries programmes, TakeStoryOut takeOut, MoveProgrammeSession move) : PageModel
{
    [BindProperty]
    public Guid Passage { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public int Number { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !Shown.Stories.Any(s => s.Id == Passage))
        {
            return NotFound();
        }

        var outcome = await takeOut.RunAsync(Passage, cancellation);
        return outcome.Succeeded ? this.Done("The passage is out", $"/programmes/versions/{id}") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await move.RunAsync(id, Version, Number, cancellation);
        return outcome.Succeeded ? this.Done("The session is moved", $"/programmes/versions/{id}#sessions") : this.Refused(outcome.Refusal!);
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
