using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys;

/// <summary>What a survey asks, with as many rows as somebody wants, added and taken out without a script while every word is kept.</summary>
public sealed class EditModel(SurveyQueries surveys, EditSurvey edit) : PageModel
{
    public SurveyPage Survey { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Intro { get; set; }

    [BindProperty]
    public List<TypedQuestion> Questions { get; set; } = [];

    [BindProperty]
    public string? AnythingElse { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public string? ErrorOf(string field) => ModelState.TryGetValue(field, out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        var sheet = Survey.Sheet;
        (Title, Intro, AnythingElse, Version) = (sheet.Title, sheet.Intro, sheet.AnythingElse, Survey.Version);
        Questions = [.. sheet.Questions.Select(q => new TypedQuestion { Text = q.Text, Kind = q.Kind, Low = q.Low, High = q.High })];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        // Rows left empty are taken out first, so that the numbers of what is wrong agree with the form.
        if (Questions.RemoveAll(q => string.IsNullOrWhiteSpace(q.Text) && string.IsNullOrWhiteSpace(q.Low) && string.IsNullOrWhiteSpace(q.High)) > 0)
        {
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Questions[", StringComparison.Ordinal)).ToList())
            {
                ModelState.Remove(key);
            }
        }

        var sheet = new SurveySheet(
            Title ?? "", Intro ?? "", [.. Questions.Select(q => new SurveyQuestion(q.Text ?? "", q.Kind ?? 0, q.Low ?? "", q.High ?? ""))], AnythingElse ?? "");
        var outcome = await edit.RunAsync(new SurveyEdit(schemeId, Version, sheet, Reason), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"Version {outcome.Value} holds for surveys opened from now on", $"/surveys/{schemeId}/questions");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Survey.Version;
        }

        return this.Refused(outcome.Refusal!, [
            nameof(Title), nameof(Intro), nameof(Questions), nameof(AnythingElse), nameof(Reason),
            .. Enumerable.Range(0, Questions.Count).SelectMany(at => new[] { $"Questions[{at}].Text", $"Questions[{at}].Kind", $"Questions[{at}].Low", $"Questions[{at}].High" }),
        ]);
    }

    public async Task<IActionResult> OnPostRowAsync(Guid schemeId, bool add, int? take, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        if (add && Questions.Count < SurveySheet.MostQuestions)
        {
            Questions.Add(new TypedQuestion());
        }

        if (take is { } at && at >= 0 && at < Questions.Count)
        {
            Questions.RemoveAt(at);
        }

        // The rows have new numbers: what was posted under the old ones must not be shown in their place.
        ModelState.Clear();
        return Page();
    }

    private async Task<bool> ReadAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (await surveys.SurveyAsync(schemeId, cancellation) is not { } survey)
        {
            return false;
        }

        Survey = survey;
        return true;
    }
}

public sealed class TypedQuestion
{
    public string? Text { get; set; }

    public QuestionKind? Kind { get; set; }

    public string? Low { get; set; }

    public string? High { get; set; }
}
