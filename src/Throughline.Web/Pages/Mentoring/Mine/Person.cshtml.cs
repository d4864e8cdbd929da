using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Mentoring.Mine;

public sealed class PersonModel(
    MyMentoringQueries mentoring, ArrangeMeeting arrange, AnswerMatch answer, ShowLimits limits, RecordSetback setback, PlanEnding plan) : PageModel
{
    public MenteePage Mentee { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public SetbackKind? Kind { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMeetingAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Say((await arrange.RunAsync(id, Version, On, TrainingForms.ReadTime(At), cancellation)).Refusal, "The time is saved", Here) : NotFound();

    public async Task<IActionResult> OnPostNoAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Say((await answer.RunAsync(id, Version, false, null, cancellation)).Refusal, "That is fine. Your coordinator knows", "/mentoring/mine") : NotFound();

    public async Task<IActionResult> OnPostLimitsAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Say((await limits.RunAsync(Mentee.PersonId, Mentee.SchemeId, cancellation)).Refusal, "That is written down, with today’s date", Here) : NotFound();

    public async Task<IActionResult> OnPostHardAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Say((await setback.RunAsync(id, Kind, cancellation)).Refusal, "Thank you for telling us. Somebody will offer you a talk", Here) : NotFound();

    public async Task<IActionResult> OnPostPlanAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var refusal = (await plan.RunAsync(new MatchLook(id, Version, Words, LastDay), cancellation)).Refusal;
        return Say(refusal is Invalid { Input: nameof(MatchLook.On) } late ? new Invalid(nameof(LastDay), late.Message) : refusal, "The plan is saved. You can both read it", Here);
    }

    private string Here => $"/mentoring/mine/{Mentee.MatchId}";

    private IActionResult Say(Refusal? refusal, string done, string to) =>
        !ModelState.IsValid && refusal is null or Invalid && ModelState.ErrorCount > 0 ? this.Invalid()
        : refusal is null ? this.Done(done, to) : this.Refused(refusal, nameof(On), nameof(At), nameof(Kind), nameof(Words), nameof(LastDay));

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.MenteeAsync(id, cancellation) is not { } mentee)
        {
            return false;
        }

        Mentee = mentee;
        return true;
    }
}
