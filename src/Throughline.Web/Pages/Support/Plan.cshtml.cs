using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class PlanModel(SupervisionQueries supervision, PlanSupervision plan) : PageModel
{
    public SupervisionToPlan Role { get; private set; } = null!;

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(holdingId, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        this.Ask(On is null, nameof(On), "Enter the day");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await plan.RunAsync(holdingId, On, cancellation);
        return outcome.Succeeded ? this.Done("The day is set. Both of you can say what to talk about", $"/support/supervision/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(On));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await supervision.ToPlanAsync(holdingId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        return true;
    }
}
