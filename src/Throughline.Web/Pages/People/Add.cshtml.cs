using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class AddModel(PeopleQueries people, AddPerson add) : PageModel
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
    [Required(ErrorMessage = "Choose a role")]
    public Guid? RoleDefinitionId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose where they stand")]
    public RoleState? State { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the date it began")]
    [Display(Name = "The date")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public Guid? SupervisorId { get; set; }

    [BindProperty]
    public bool AsHistory { get; set; }

    [BindProperty]
    public string? ContactNote { get; set; }

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public IReadOnlyList<Choice> Supervisors { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Roles = PeopleForms.Of(await people.RolesAsync(cancellation));
        Supervisors = PeopleForms.Of(await people.WithHatAsync(Hat.Supervisor, cancellation));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        var details = new PersonDetails(PreferredName, FamilyName, Pronouns, Reference);
        if (details.Check() is Invalid wrong)
        {
            ModelState.AddModelError(wrong.Input, wrong.Message);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(new NewPerson(details, RoleDefinitionId!.Value, State!.Value, From!.Value, ContactNote, SupervisorId, AsHistory), cancellation);
        return outcome.Succeeded
            ? this.Done($"{PreferredName!.Trim()} is added", $"/people/{outcome.Value}")
            : this.Refused(outcome.Refusal!, nameof(Reference), nameof(State), nameof(From), nameof(SupervisorId), nameof(ContactNote), nameof(PreferredName));
    }
}
