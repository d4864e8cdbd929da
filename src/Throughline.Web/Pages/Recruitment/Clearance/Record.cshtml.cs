using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

public sealed class RecordModel(ClearanceQueries clearances, RecordClearance record) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid? SchemeId { get; set; }

    [BindProperty]
    public List<string> Scopes { get; set; } = [];

    [BindProperty]
    [Required(ErrorMessage = "Choose what came of it")]
    public ClearanceOutcome? Outcome { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the first day")]
    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the last day")]
    [Display(Name = "The last day")]
    public DateOnly? Until { get; set; }

    public ClearanceForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (Scopes.Count == 0)
        {
            ModelState.AddModelError(nameof(Scopes), "Choose at least one duty");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await record.RunAsync(new RecordedClearance(id, Form.SchemeId, Scopes, From!.Value, Until!.Value, Outcome!.Value), cancellation);
        return outcome.Succeeded
            ? this.Done("The clearance is recorded", $"/clearance/{id}")
            : this.Refused(outcome.Refusal!, nameof(Scopes), nameof(Outcome), nameof(From), nameof(Until));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await this.FormForAsync(clearances, id, SchemeId, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
