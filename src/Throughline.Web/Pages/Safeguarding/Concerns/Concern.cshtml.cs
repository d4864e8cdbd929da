using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding.Concerns;

public sealed class ConcernModel(SafeguardingQueries concerns, TakeConcern take) : PageModel
{
    public ConcernPage Concern { get; private set; } = null!;

    public IReadOnlyList<(string Key, string Text)> Acts => [.. ActModel.Open(Concern)];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTakeAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await take.RunAsync(id, cancellation);
        return outcome.Succeeded ? this.Done("You have it", $"/safety/concerns/{id}") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await concerns.FindAsync(id, cancellation) is not { } concern)
        {
            return false;
        }

        Concern = concern;
        return true;
    }
}
