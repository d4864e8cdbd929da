using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class AuthorModel(SessionProgrammeQueries programmes, NameAuthor name) : PageModel
{
    [BindProperty]
    public Guid? HoldingId { get; set; }

    [BindProperty]
    public string? Wrote { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await name.RunAsync(id, HoldingId, Wrote, cancellation);
        return outcome.Succeeded ? this.Done("The author is named", $"/programmes/versions/{id}#authors") : this.Refused(outcome.Refusal!, nameof(HoldingId), nameof(Wrote));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { MayRun: true } found)
        {
            return false;
        }

        (Shown, Choices) = (found, PeopleForms.Of(await programmes.AuthorChoicesAsync(id, cancellation)));
        return true;
    }
}
