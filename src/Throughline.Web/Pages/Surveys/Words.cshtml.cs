using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys;

public sealed class WordsModel(SurveyQueries surveys, CheckWords check, CutWords cut) : PageModel
{
    public SurveyWordsPage Shown { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public int At { get; set; }

    [BindProperty]
    public bool? Show { get; set; }

    [BindProperty]
    public string? Cut { get; set; }

    public string? CutError { get; private set; }

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

        var outcome = await check.RunAsync(new WordsCheck(id, Version, At, Show), cancellation);
        return outcome.Succeeded ? this.Done(Show == true ? "It is shown" : "It is held back", $"/surveys/waves/{id}/words") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostCutAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await cut.RunAsync(new WordsCut(id, Version, At, Cut), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The words are cut out", $"/surveys/waves/{id}/words");
        }

        CutError = outcome.Refusal is { Field: nameof(WordsCut.Cut) } refusal ? refusal.Sentence : null;
        return this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await surveys.WordsAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
