using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class SupervisorModel(PeopleQueries people, NameSupervisor name) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose a supervisor")]
    public Guid? SupervisorId { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RoleOfPerson Role { get; private set; } = null!;

    public IReadOnlyList<Choice> Supervisors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        Version = Role.Role.Version;
        SupervisorId = Role.Role.SupervisorId;
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

        var outcome = await name.RunAsync(new NamedSupervisor(holdingId, Version, SupervisorId!.Value), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"{Role.Name} has a supervisor", $"/people/{Role.PersonId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Role.Role.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(SupervisorId));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await people.HoldingAsync(holdingId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        Supervisors = PeopleForms.Of((await people.WithHatAsync(Hat.Supervisor, cancellation)).Where(s => s.Id != role.PersonId));
        return true;
    }
}
