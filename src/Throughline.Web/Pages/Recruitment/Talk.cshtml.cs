using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>The notes of a talk.</summary>
public sealed class TalkModel(RecruitmentQueries recruitment, HoldConversation hold, FindDraft drafts, DiscardDraft discard, CurrentViewer current, TimeProvider clock) : ApplicationStep(recruitment)
{
    [BindProperty]
    [Required(ErrorMessage = "Enter when you talked")]
    [Display(Name = "The day of the talk")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Strengths { get; set; }

    [BindProperty]
    public string? Wishes { get; set; }

    [BindProperty]
    public string? Support { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        On = clock.Today();
        if (await drafts.RunAsync($"talk:{id:N}", cancellation) is { } found)
        {
            (Strengths, Wishes, Support) = (found.Form["Strengths"], found.Form["Wishes"], found.Form["Support"]);
        }

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

        current.Once = Once;
        var outcome = await hold.RunAsync(new TalkNotes(id, On!.Value, Strengths, Wishes, Support), cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refused(outcome.Refusal!, nameof(On), nameof(Strengths), nameof(Wishes), nameof(Support));
        }

        await discard.RunAsync($"talk:{id:N}", cancellation);
        return this.Done("The notes are saved", $"/recruitment/{id}");
    }
}
