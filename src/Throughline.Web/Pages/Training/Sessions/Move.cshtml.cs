using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Sessions;

public sealed class MoveModel(TrainingQueries training, MoveSession move) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Enter the day")]
    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public bool LaterOnes { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public RegisterPage Register { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (On, From, To, Version) = (Register.On, TrainingForms.Time(Register.From), TrainingForms.Time(Register.To), Register.CohortVersion);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (TrainingForms.ReadTime(From) is null)
        {
            ModelState.AddModelError(nameof(From), "Enter the time it begins, like 10am or 14:30");
        }

        if (TrainingForms.ReadTime(To) is null)
        {
            ModelState.AddModelError(nameof(To), "Enter the time it ends, like 12:30pm or 16:00");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await move.RunAsync(new SessionMove(id, Version, On!.Value, TrainingForms.ReadTime(From)!.Value, TrainingForms.ReadTime(To)!.Value, LaterOnes), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"{Register.Title} is on {PeopleForms.Day(On.Value)}", $"/training/cohorts/{Register.CohortId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Register.CohortVersion;
        }

        return this.Refused(outcome.Refusal!, nameof(On), nameof(From), nameof(To));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.RegisterAsync(id, cancellation) is not { MayRun: true } register)
        {
            return false;
        }

        Register = register;
        return true;
    }
}
