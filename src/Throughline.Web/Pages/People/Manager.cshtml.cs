using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class ManagerModel(PeopleQueries people, NameManager name) : PageModel
{
    [BindProperty]
    public Guid? ManagerId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RoleOfPerson Role { get; private set; } = null!;

    public IReadOnlyList<Choice> Managers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        (Version, ManagerId) = (Role.Role.Version, Role.Role.ManagerId);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await name.RunAsync(new NamedManager(holdingId, Version, ManagerId), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(ManagerId is null ? $"{Role.Name} has no manager here" : $"{Role.Name} has a manager", $"/people/{Role.PersonId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Role.Role.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(ManagerId));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await people.HoldingAsync(holdingId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        Managers = PeopleForms.Of((await people.ManagersAsync(role.Role.SchemeId, cancellation)).Where(s => s.Id != role.PersonId));
        return true;
    }
}
