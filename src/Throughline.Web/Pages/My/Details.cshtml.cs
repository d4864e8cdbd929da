using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.My;

public sealed class DetailsModel(PeopleQueries people, ChangeDetails change) : PageModel
{
    [BindProperty]
    public string? PreferredName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    [BindProperty]
    public string? Pronouns { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public string Name { get; private set; } = "";

    public string Back { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var id = HttpContext.Session().Viewer.PersonId;
        if (await people.PersonAsync(id, "Changing details", cancellation) is not { } person)
        {
            return NotFound();
        }

        (Name, Back, Version) = (person.Name, "/my/record", person.Version);
        (PreferredName, FamilyName, Pronouns, Reference) = (person.Details.PreferredName, person.Details.FamilyName, person.Details.Pronouns, person.Details.Reference);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var id = HttpContext.Session().Viewer.PersonId;
        if (await people.NameAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        (Name, Back) = (person.Name, "/my/record");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await change.RunAsync(new ChangedDetails(id, Version, new PersonDetails(PreferredName, FamilyName, Pronouns, Reference)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The details are saved", Back);
        }

        Version = outcome.Refusal is Stale ? person.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(PreferredName), nameof(FamilyName), nameof(Pronouns), nameof(Reference));
    }
}
