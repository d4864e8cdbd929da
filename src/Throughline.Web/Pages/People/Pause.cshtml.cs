using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class PauseModel(PeopleQueries people, PauseRole pause, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Enter the date the pause begins")]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose who looks after them during the pause")]
    public Guid? SupportOwnerId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter when you will look at it again")]
    [Display(Name = "The review date")]
    public DateOnly? ReviewBy { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

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

    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (!await ReadAsync(holdingId, cancellation))
        {
            return NotFound();
        }

        Version = Role.Role.Version;
        On = clock.Today();
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

        var outcome = await pause.RunAsync(
            new RolePause(holdingId, Version, On!.Value, SupportOwnerId!.Value, ReviewBy!.Value, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"The role is paused. Tell {Role.Name} who looks after them", $"/people/{Role.PersonId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Role.Role.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(On), nameof(SupportOwnerId), nameof(ReviewBy), nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await people.HoldingAsync(holdingId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        Owners = PeopleForms.Of((await people.WithHatAsync(Hat.StaffColleague, cancellation)).Where(o => o.Id != role.PersonId));
        return true;
    }
}
