using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Mentoring.Debriefs;

public sealed class DebriefModel(MentoringQueries mentoring, OfferDebrief offer, HoldDebrief hold, TimeProvider clock) : PageModel
{
    public DebriefRow Debrief { get; private set; } = null!;

    public string Back => HttpContext.Session().Hat == Hat.SafeguardingLead ? "/safety" : "/mentoring";

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        On = clock.Today();
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostOfferAsync(Guid id, CancellationToken cancellation)
    {
        On = clock.Today();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await offer.RunAsync(id, cancellation);
        return outcome.Succeeded ? this.Done("That is written down", $"/debriefs/{id}") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostHeldAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        this.Ask(On is null, nameof(On), "Enter when you talked");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await hold.RunAsync(id, On, cancellation);
        return outcome.Succeeded ? this.Done("That is written down. What was said is between you two", Back) : this.Refused(outcome.Refusal!, nameof(On));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.DebriefAsync(id, cancellation) is not { } debrief)
        {
            return false;
        }

        Debrief = debrief;
        return true;
    }
}
