using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.My;

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

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var id = HttpContext.Session().Viewer.PersonId;
        if (await people.PersonAsync(id, "Changing how to be in touch", cancellation) is not { } person)
        {
            return NotFound();
        }

        (Name, Back, Version, ContactNote, NoContact) = (person.Name, "/my/record", person.Version, person.ContactNote, person.NoContact);
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

        var outcome = await change.RunAsync(new ChangedContact(id, Version, ContactNote, NoContact), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("How to be in touch is saved", Back);
        }

        Version = outcome.Refusal is Stale ? person.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(ContactNote));
    }
}
