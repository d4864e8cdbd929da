using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

public sealed class EndModel(ClearanceQueries clearances, EndClearance end) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Guid PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public ClearanceLine Line { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid clearanceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, clearanceId, cancellation) || !Line.MayEnd)
        {
            return NotFound();
        }

        Version = Line.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid clearanceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, clearanceId, cancellation))
        {
            return NotFound();
        }

        var outcome = await end.RunAsync(new EndedClearance(clearanceId, Version, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The clearance has ended. Tell them yourself", $"/clearance/{id}");
        }

        Version = outcome.Refusal is Stale ? Line.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, Guid clearanceId, CancellationToken cancellation)
    {
        if (await clearances.PersonAsync(id, cancellation) is not { IsOwn: false } page || page.Clearances.FirstOrDefault(c => c.Id == clearanceId) is not { } line)
        {
            return false;
        }

        (PersonId, Name, Line) = (id, page.Name, line);
        return true;
    }
}
