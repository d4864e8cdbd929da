using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance.Cases;

/// <summary>One case, for the one person who decides about it now.</summary>
public sealed class CaseModel(VettingQueries cases, AskPerson ask, DecideVetting decide, DecideAppeal appeal) : PageModel
{
    [BindProperty]
    public string? Route { get; set; }

    [BindProperty]
    public string? Ask { get; set; }

    [BindProperty]
    public VettingVerdict? Verdict { get; set; }

    [BindProperty]
    public bool? Clears { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Limits { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public CaseOnPage Case { get; private set; } = null!;

    /// <summary>Where a case stands, in words for the one who decides.</summary>
    public static string Step(VettingState state) => state switch
    {
        VettingState.Opened => "Yours to begin",
        VettingState.AwaitingPerson => "Waiting for their part",
        VettingState.Submitted => "Yours to decide",
        _ => "An appeal, yours to decide",
    };

    public async Task<IActionResult> OnGetAsync(Guid caseId, CancellationToken cancellation)
    {
        if (!await ReadAsync(caseId, cancellation))
        {
            return NotFound();
        }

        Version = Case.Version;
        return Page();
    }

    public Task<IActionResult> OnPostAskAsync(Guid caseId, CancellationToken cancellation) => SaveAsync(
        caseId, () => ask.RunAsync(new AskedOfPerson(caseId, Version, Route, Ask), cancellation), "They are asked", cancellation, nameof(Route), nameof(Ask));

    public Task<IActionResult> OnPostDecideAsync(Guid caseId, CancellationToken cancellation) => SaveAsync(
        caseId, () => decide.RunAsync(new VettingDecision(caseId, Version, Verdict, Until, Limits, new Decision(Reason, Evidence)), cancellation),
        "It is decided, and they can read it. Tell them yourself too", cancellation, nameof(Verdict), nameof(Until), nameof(Limits), nameof(Reason), nameof(Evidence));

    public Task<IActionResult> OnPostAppealAsync(Guid caseId, CancellationToken cancellation) => SaveAsync(
        caseId, () => appeal.RunAsync(new AppealDecision(caseId, Version, Clears, Until, new Decision(Reason, Evidence)), cancellation),
        "It is decided, and they can read it. Tell them yourself too", cancellation, nameof(Clears), nameof(Until), nameof(Reason), nameof(Evidence));

    private async Task<IActionResult> SaveAsync(
        Guid caseId, Func<Task<Outcome<Throughline.Done>>> save, string done, CancellationToken cancellation, params string[] fields)
    {
        if (!await ReadAsync(caseId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await save();
        if (outcome.Succeeded)
        {
            return this.Done(done, "/clearance/cases");
        }

        Version = outcome.Refusal is Stale ? Case.Version : Version;
        return this.Refused(outcome.Refusal!, fields);
    }

    private async Task<bool> ReadAsync(Guid caseId, CancellationToken cancellation)
    {
        if (await cases.FindAsync(caseId, cancellation) is not { } found)
        {
            return false;
        }

        Case = found;
        return true;
    }
}
