using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training;

public sealed class ElsewhereModel(PeopleQueries people, TrainingQueries training, RecordTrainingElsewhere record) : PageModel
{
    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter when they finished it")]
    [Display(Name = "The date they finished")]
    public DateOnly? FinishedOn { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RoleOfPerson Role { get; private set; } = null!;

    public BeforeMove Before { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        Version = Role.Role.Version;
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

        var outcome = await record.RunAsync(new NewTrainingElsewhere(holdingId, Version, FinishedOn!.Value, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"It is written down that {Role.Name} was trained elsewhere", $"/training/people/{Role.PersonId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Role.Role.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(Words), nameof(FinishedOn));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await people.HoldingAsync(holdingId, cancellation) is not { } role || await training.BeforeMoveAsync(holdingId, cancellation) is not { } before)
        {
            return false;
        }

        (Role, Before) = (role, before);
        return true;
    }
}
