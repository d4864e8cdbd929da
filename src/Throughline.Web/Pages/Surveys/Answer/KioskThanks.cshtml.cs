using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys.Answer;

public sealed class KioskThanksModel(SurveyDoorQueries doors) : PageModel
{
    /// <summary>After how many seconds the page is empty again.</summary>
    public const int Seconds = 15;

    public string Code { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string door, CancellationToken cancellation)
    {
        if (await doors.FindAsync(door, cancellation) is not { } found)
        {
            return NotFound();
        }

        Code = found.Code;
        return Page();
    }
}
