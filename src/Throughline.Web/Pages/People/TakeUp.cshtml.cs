using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class TakeUpModel(PeopleQueries people, TakeUpRole take) : PageModel
{
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
    public string? Hours { get; set; }

    public NamedPerson Person { get; private set; } = null!;

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public IReadOnlyList<Choice> Supervisors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        decimal? hours = null;
        if (!string.IsNullOrWhiteSpace(Hours))
        {
            if (decimal.TryParse(Hours.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typed))
            {
                hours = decimal.Round(typed, 2);
            }
            else
            {
                ModelState.AddModelError(nameof(Hours), "Hours must be a number, like 3.5");
            }
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await take.RunAsync(new NewRole(id, RoleDefinitionId!.Value, State!.Value, From!.Value, null, hours, SupervisorId, AsHistory), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The role is added", $"/people/{id}");
        }

        if (outcome.Refusal is Throughline.Invalid { Input: nameof(NewRole.RosteredHours) } wrong)
        {
            ModelState.AddModelError(nameof(Hours), wrong.Message);
            return this.Invalid();
        }

        return this.Refused(outcome.Refusal!, nameof(State), nameof(From), nameof(SupervisorId));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await people.NameAsync(id, cancellation) is not { } person)
        {
            return false;
        }

        Person = person;
        Roles = PeopleForms.Of(await people.RolesAsync(cancellation));
        Supervisors = PeopleForms.Of((await people.WithHatAsync(Hat.Supervisor, cancellation)).Where(s => s.Id != person.Id));
        return true;
    }
}
