using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

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

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await people.PersonAsync(id, "Changing details", cancellation) is not { } person)
        {
            return NotFound();
        }

        (Name, Back, Version) = (person.Name, $"/people/{id}", person.Version);
        (PreferredName, FamilyName, Pronouns, Reference) = (person.Details.PreferredName, person.Details.FamilyName, person.Details.Pronouns, person.Details.Reference);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await people.NameAsync(id, cancellation) is not { } person)
        {
            return NotFound();
        }

        (Name, Back) = (person.Name, $"/people/{id}");
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
