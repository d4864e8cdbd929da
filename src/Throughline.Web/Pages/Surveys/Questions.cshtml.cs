using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys;

public sealed class QuestionsModel(SurveyQueries surveys) : PageModel
{
    public SurveyPage Survey { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (await surveys.SurveyAsync(schemeId, cancellation) is not { } survey)
        {
            return NotFound();
        }

        Survey = survey;
        return Page();
    }
}
