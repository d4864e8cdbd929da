using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

/// <summary>Names who decides, or who hears an appeal.</summary>
public sealed class DeciderModel(ClearanceQueries clearances, NameDecider decider, NameAppealHearer hearer) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose somebody")]
    public Guid? WhoId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public Guid PersonId { get; private set; }

    public CaseLine Case { get; private set; } = null!;

    public bool Appeal => Case.State == VettingState.Appeal;

    public ClearanceForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid caseId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, caseId, cancellation) || !Case.State.IsOpen())
        {
            return NotFound();
        }

        ModelState.Clear();
        Version = Case.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid caseId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, caseId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = Appeal
            ? await hearer.RunAsync(new NamedHearer(caseId, Version, WhoId!.Value), cancellation)
            : await decider.RunAsync(new NamedDecider(caseId, Version, WhoId!.Value), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is saved", $"/clearance/{id}");
        }

        Version = outcome.Refusal is Stale ? Case.Version : Version;
        if (outcome.Refusal is { Field: nameof(NamedDecider.DeciderId) or nameof(NamedHearer.HearerId) } refusal)
        {
            ModelState.AddModelError(nameof(WhoId), refusal.Sentence.TrimEnd('.'));
            return this.Invalid();
        }

        return this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, Guid caseId, CancellationToken cancellation)
    {
        if (await clearances.PersonAsync(id, cancellation) is not { IsOwn: false } page || page.Cases.FirstOrDefault(c => c.Id == caseId) is not { } line
            || await this.FormForAsync(clearances, id, line.SchemeId, cancellation) is not { } form)
        {
            return false;
        }

        (PersonId, Case, Form) = (id, line, form);
        return true;
    }
}
