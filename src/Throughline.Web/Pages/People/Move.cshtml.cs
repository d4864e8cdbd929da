using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Training;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class MoveModel(PeopleQueries people, TrainingQueries training, ClearanceQueries clearances, MoveRole move, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose the next step")]
    public RoleState? To { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the date")]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>True on the second step, after everything has been read once more.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    /// <summary>True when the second step was left to change something in the first.</summary>
    [BindProperty]
    public bool Again { get; set; }

    public bool ShowsCheck { get; private set; }

    public RoleOfPerson Role { get; private set; } = null!;

    /// <summary>How they stand with the training that comes before the next step; null where none does.</summary>
    public BeforeMove? Training { get; private set; }

    public IReadOnlyList<Choice> Steps => [.. RolesPartial.StepsFrom(Role.Role).Select(s => new Choice(s.ToString(), s.Name()))];

    /// <summary>What clearance and approval the next step still needs.</summary>
    public MissingLine? MissingClearance { get; private set; }

    public bool NeedsTrust => Role.Role.State == RoleState.ActiveSupervised;

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        Version = Role.Role.Version;
        On = clock.Today();
        To = Steps is [var only] ? Enum.Parse<RoleState>(only.Value) : null;
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

        if (Again)
        {
            return Page();
        }

        if (!Checked)
        {
            ShowsCheck = true;
            return Page();
        }

        var outcome = await move.RunAsync(new RoleStep(holdingId, Version, To!.Value, On!.Value), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"{Role.Name} is now “{To.Value.Name()}”", $"/people/{Role.PersonId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Role.Role.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(On));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await people.HoldingAsync(holdingId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        Training = role.Role.State is RoleState.Offered or RoleState.InTraining or RoleState.TrainedAwaitingClearance
            ? await training.BeforeMoveAsync(holdingId, cancellation) : null;
        MissingClearance = await clearances.MissingAsync(holdingId, cancellation);
        return true;
    }
}
