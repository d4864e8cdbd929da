using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;

namespace Throughline.Web.Pages.Delivery.Requirements;

public sealed class PersonModel(RequirementQueries requirements) : PageModel
{
    public PersonRequirements Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await requirements.PersonAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        Shown = person;
        return Page();
    }
}
