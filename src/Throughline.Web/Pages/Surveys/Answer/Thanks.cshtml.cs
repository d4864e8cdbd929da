using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys.Answer;

public sealed class ThanksModel(SurveyDoorQueries doors) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string door, CancellationToken cancellation) => await doors.FindAsync(door, cancellation) is null ? NotFound() : Page();
}
