using Microsoft.AspNetCore.Mvc;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys.Answer;

/// <summary>The page on a computer that many people use: it goes back to the beginning by itself, after it was sent and when it is left.</summary>
[IgnoreAntiforgeryToken]
public sealed class KioskModel(SurveyDoorQueries doors, AnswerSurvey answer) : AnswerPage(doors, answer)
{
    /// <summary>After how many minutes an unsent page clears itself, unless somebody asks for more time.</summary>
    public const int IdleMinutes = 10;

    public override bool IsKiosk => true;

    /// <summary>The same page with what was chosen, for another while. Nothing is counted.</summary>
    public async Task<IActionResult> OnPostMoreAsync(string door, CancellationToken cancellation) => await ReadAsync(door, cancellation) ? Page() : NotFound();
}
