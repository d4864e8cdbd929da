using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>"Not this time", read once more before it is saved.</summary>
public sealed class NotThisTimeModel(RecruitmentQueries recruitment, SayNotThisTime say) : ApplicationStep(recruitment)
{
    [BindProperty]
    public string? Good { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter from when they can try again")]
    [Display(Name = "The date to try again")]
    public DateOnly? ReapplyFrom { get; set; }

    [BindProperty]
    public bool Checked { get; set; }

    public bool ShowsCheck { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Application.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!Checked)
        {
            ShowsCheck = true;
            return Page();
        }

        var outcome = await say.RunAsync(new Throughline.Recruitment.NotThisTime(id, Version, Good, ReapplyFrom!.Value, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Refusal is Stale)
        {
            Version = Shown.Application.Version;
        }

        return outcome.Succeeded
            ? this.Done($"The answer is saved. Tell {Shown.Name} yourself as well", $"/recruitment/{id}")
            : this.Refused(outcome.Refusal!, nameof(Good), nameof(Reason), nameof(Evidence), nameof(ReapplyFrom));
    }
}
