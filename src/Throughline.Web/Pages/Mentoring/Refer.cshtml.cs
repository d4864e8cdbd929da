using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class ReferModel(MentoringQueries mentoring, ReferPeople refer, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Named> People { get; private set; } = [];

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    [BindProperty]
    [Required(ErrorMessage = "Enter since when they have waited")]
    [Display(Name = "The date")]
    public DateOnly? Since { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid schemeId, CancellationToken cancellation)
    {
        Since = clock.Today();
        return await ReadAsync(schemeId, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        if (Chosen.Count == 0)
        {
            ModelState.AddModelError(nameof(Chosen), "Choose who would like a mentor");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await refer.RunAsync(schemeId, Chosen, Since, Words, Chosen.Count > 1 ? ReferralSource.File : ReferralSource.Staff, cancellation);
        return outcome.Succeeded
            ? this.Done(outcome.Value == 1 ? "They are on the list" : $"{outcome.Value} people are on the list", Chosen.Count == 1 ? $"/mentoring/waiting/{schemeId}/{Chosen[0]}" : "/mentoring")
            : this.Refused(outcome.Refusal!, nameof(Chosen), nameof(Since), nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid schemeId, CancellationToken cancellation)
    {
        if ((await mentoring.SchemesAsync(cancellation)).All(s => s.Id != schemeId))
        {
            return false;
        }

        People = await mentoring.ReferrableAsync(schemeId, cancellation);
        return true;
    }
}
