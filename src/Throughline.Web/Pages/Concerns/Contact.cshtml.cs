using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Concerns;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Concerns;

public sealed class ContactModel(ConcernQueries concerns, NameOutsideContact name) : PageModel
{
    public OutsideLine Line { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? ContactName { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Reach { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid schemeId, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        (Version, ContactName, Organisation, Reach) = (Line.Version, Line.ContactName, Line.Organisation, Line.Reach);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        var outcome = await name.RunAsync(new OutsideContact(schemeId, Version, ContactName, Organisation, Reach), cancellation);
        if (outcome.Refusal is Stale)
        {
            ModelState.Remove(nameof(Version));
            Version = Line.Version;
        }

        return outcome.Succeeded ? this.Done("They are named", "/concerns") : this.Refused(outcome.Refusal!, nameof(ContactName), nameof(Organisation), nameof(Reach));
    }

    private async Task<bool> ReadAsync(Guid schemeId, CancellationToken cancellation)
    {
        if ((await concerns.ContactsAsync(cancellation)).FirstOrDefault(c => c.SchemeId == schemeId) is not { } line)
        {
            return false;
        }

        Line = line;
        return true;
    }
}
