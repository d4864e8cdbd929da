using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class ContactModel(PeopleQueries people, ChangeContact change) : PageModel
{
    [BindProperty]
    public string? ContactNote { get; set; }

    [BindProperty]
    public bool NoContact { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public string Name { get; private set; } = "";

    public string Back { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await people.PersonAsync(id, "Changing how to be in touch", cancellation) is not { } person)
        {
            return NotFound();
        }

        (Name, Back, Version, ContactNote, NoContact) = (person.Name, $"/people/{id}", person.Version, person.ContactNote, person.NoContact);
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

        var outcome = await change.RunAsync(new ChangedContact(id, Version, ContactNote, NoContact), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("How to be in touch is saved", Back);
        }

        Version = outcome.Refusal is Stale ? person.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(ContactNote));
    }
}
