using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding.Concerns;

/// <summary>The safeguarding lead stops a match of somebody about whom there is a concern.</summary>
public sealed class StopModel(SafeguardingQueries concerns, StopMatch stop) : PageModel
{
    public ConcernPage Concern { get; private set; } = null!;

    public ConcernMatch Match { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid match, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, match, cancellation))
        {
            return NotFound();
        }

        Version = Match.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid match, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, match, cancellation))
        {
            return NotFound();
        }

        var outcome = await stop.RunAsync(match, Version, new Decision(Reason, Evidence), cancellation);
        if (outcome.Refusal is Stale)
        {
            Version = Match.Version;
            ModelState.Remove(nameof(Version));
        }

        return outcome.Succeeded
            ? this.Done("The match is stopped. A coordinator is told to talk with both", $"/safety/concerns/{id}")
            : this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, Guid match, CancellationToken cancellation)
    {
        if (await concerns.FindAsync(id, cancellation) is not { IsLead: true } concern || concern.Matches.FirstOrDefault(m => m.Id == match) is not { } found)
        {
            return false;
        }

        (Concern, Match) = (concern, found);
        return true;
    }
}
