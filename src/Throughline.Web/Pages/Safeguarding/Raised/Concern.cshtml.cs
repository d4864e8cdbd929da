using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding.Raised;

public sealed class ConcernModel(SafeguardingQueries concerns, SayEmergencyCalled called, AddToConcern add) : PageModel
{
    public RaisedPage Concern { get; private set; } = null!;

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCalledAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await called.RunAsync(id, cancellation);
        return outcome.Succeeded ? this.Done("That is written down", $"/danger/raised/{id}") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await add.RunAsync(id, Words, cancellation);
        return outcome.Succeeded ? this.Done("It is added", $"/danger/raised/{id}") : this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await concerns.RaisedAsync(id, cancellation) is not { } concern)
        {
            return false;
        }

        Concern = concern;
        return true;
    }
}
