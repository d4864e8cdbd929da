using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Training;

public sealed class MineModel(TrainingQueries training) : PageModel
{
    public PersonTraining Training { get; private set; } = null!;

    public MyTrainingHome Home { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await training.PersonAsync(HttpContext.Session().Viewer.PersonId, cancellation) is not { } mine)
        {
            return NotFound();
        }

        (Training, Home) = (mine, await training.MyHomeAsync(cancellation));
        return Page();
    }
}
