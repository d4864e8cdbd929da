using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys;

/// <summary>The questions of a survey as a form: on a phone, on the shared computer, and for a sheet of paper.</summary>
public abstract class AnswerForm : PageModel
{

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    /// <summary>What is asked.</summary>
    public abstract SurveySheet Sheet { get; }

    public abstract bool NeedsCode { get; }

    /// <summary>What was posted as the answer to a question, by its place from 0; null where it was left out.</summary>
    public string? Chosen(int question) =>
        HttpMethods.IsPost(Request.Method) && Request.HasFormContentType && Request.Form[$"Answers[{question}]"].ToString() is { Length: > 0 } chosen ? chosen : null;

    // Not bound by the framework: radios that nobody chose send nothing, and a list would end at the first of them.
    protected SurveyAnswers Given => new(
        Number,
        [.. Enumerable.Range(0, Sheet.Questions.Count).Select(at => Chosen(at) is { } chosen ? int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var answer) ? answer : 0 : (int?)null)],
        Words, Code);

    protected string[] Fields => [nameof(Code), nameof(Words), .. Enumerable.Range(0, Sheet.Questions.Count).Select(at => $"Answers[{at}]")];
}
