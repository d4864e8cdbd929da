using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.People;

public sealed class PersonModel(PeopleQueries people, RelationshipQueries relationships, ConfirmCriterion confirm) : PageModel
{
    public PersonOnPage Person { get; private set; } = null!;

    public IReadOnlyList<ApartRow> Apart { get; private set; } = [];

    public IReadOnlyList<Guid> Schemes => HttpContext.Session().Viewer.SchemeIds;

    public bool CanChange => HttpContext.Session().Hat == Hat.Coordinator && Person.EmergencyUntil is null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostCriterionAsync(Guid id, Guid holdingId, int version, CancellationToken cancellation)
    {
        var outcome = await confirm.RunAsync(new MetCriterion(holdingId, version), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is confirmed that they have what the role asks for", $"/people/{id}");
        }

        return await ReadAsync(id, cancellation) ? this.Refused(outcome.Refusal!) : NotFound();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await people.PersonAsync(id, cancellation: cancellation) is not { } person)
        {
            return false;
        }

        Person = person;
        Apart = CanChange ? await relationships.OfAsync(id, cancellation) : [];
        return true;
    }
}
