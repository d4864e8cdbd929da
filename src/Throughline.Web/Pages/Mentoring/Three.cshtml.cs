using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

/// <summary>Three questions about how it goes between two people, for either of them.</summary>
public sealed class ThreeModel(MyMentoringQueries mentoring, AnswerMatchCheck answer, DeleteMatchCheck delete) : PageModel
{
    public ChecksPage Shown { get; private set; } = null!;

    [BindProperty]
    public int? Ease { get; set; }

    [BindProperty]
    public int? Aim { get; set; }

    [BindProperty]
    public int? Way { get; set; }

    [BindProperty]
    public bool ForReview { get; set; }

    [BindProperty]
    public Guid CheckId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        this.Ask(Ease is null, nameof(Ease), "Choose one of the four answers");
        this.Ask(Aim is null, nameof(Aim), "Choose one of the four answers");
        this.Ask(Way is null, nameof(Way), "Choose one of the four answers");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await answer.RunAsync(id, new CheckAnswers(Ease, Aim, Way), ForReview, cancellation);
        return outcome.Succeeded ? this.Done("Your answers are saved", $"/mentoring/three/{id}#own") : this.Refused(outcome.Refusal!, nameof(Ease), nameof(Aim), nameof(Way));
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await delete.RunAsync(CheckId, cancellation);
        return outcome.Succeeded ? this.Done("Your answers are deleted", $"/mentoring/three/{id}#own") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.ChecksAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
