using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class DecideModel(MentoringQueries mentoring, DecideMatch decide) : PageModel
{
    public WaitingPage Waiting { get; private set; } = null!;

    public string Mentor { get; private set; } = "";

    public bool OverLimit { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool BothAgreed { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid schemeId, Guid personId, Guid mentorId, CancellationToken cancellation) =>
        await ReadAsync(schemeId, personId, mentorId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid schemeId, Guid personId, Guid mentorId, CancellationToken cancellation)
    {
        // Something may have come between the two since the form was opened: the use case says what, and the words are kept.
        if (!await ReadAsync(schemeId, personId, mentorId, cancellation))
        {
            return NotFound();
        }

        var outcome = await decide.RunAsync(new MatchDecision(schemeId, personId, mentorId, Reason, BothAgreed), cancellation);
        OverLimit |= outcome.Refusal is MentorAtLimit;
        return outcome.Succeeded
            ? this.Done("They are brought together. Arrange the first meeting", $"/mentoring/matches/{outcome.Value}")
            : this.Refused(outcome.Refusal!, OverLimit ? [nameof(Reason), nameof(BothAgreed)] : [nameof(Reason)]);
    }

    private async Task<bool> ReadAsync(Guid schemeId, Guid personId, Guid mentorId, CancellationToken cancellation)
    {
        if (await mentoring.WaitingAsync(personId, schemeId, cancellation) is not { } page || await mentoring.MentorAsync(schemeId, mentorId, cancellation) is not { } mentor)
        {
            return false;
        }

        (Waiting, Mentor) = (page, mentor);
        OverLimit = page.RuledOut.FirstOrDefault(r => r.MentorId == mentorId)?.Bars.Any(b => b is MatchBar.NoPlace or MatchBar.NoHours) == true;
        return true;
    }
}
