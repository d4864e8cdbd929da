using Microsoft.AspNetCore.Mvc;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys.Answer;

/// <summary>
/// A survey's page for whoever has its address: no sign-in, no cookie, no script. It is not protected against being posted from another site, because that
/// takes a cookie; the worst that another site could do is what anybody with the address can.
/// </summary>
public abstract class AnswerPage(SurveyDoorQueries doors, AnswerSurvey answer) : AnswerForm
{
    public DoorPage Door { get; private set; } = null!;

    public override SurveySheet Sheet => Door.Sheet;

    public override bool NeedsCode => Door.NeedsCode;

    public abstract bool IsKiosk { get; }

    /// <summary>Where the form goes, whatever the page was shown in answer to.</summary>
    public string Address => IsKiosk ? $"/survey/{Door.Code}/kiosk" : $"/survey/{Door.Code}";

    public async Task<IActionResult> OnGetAsync(string door, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(door, cancellation))
        {
            return NotFound();
        }

        Number = Door.Number;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string door, CancellationToken cancellation)
    {
        if (!await ReadAsync(door, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await answer.RunAsync(door, Given, cancellation);
        return outcome.Succeeded ? LocalRedirect($"{Address}/thanks") : this.Refused(outcome.Refusal!, Fields);
    }

    protected async Task<bool> ReadAsync(string door, CancellationToken cancellation)
    {
        if (await doors.FindAsync(door, cancellation) is not { } found)
        {
            return false;
        }

        Door = found;
        return true;
    }
}
