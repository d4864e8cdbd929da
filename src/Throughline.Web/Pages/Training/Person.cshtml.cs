using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Training;

public sealed class PersonModel(TrainingQueries training) : PageModel
{
    public PersonTraining Training { get; private set; } = null!;

    public bool Coordinates => HttpContext.Session().Hat == Hat.Coordinator;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        Training = person;
        return Page();
    }
}
