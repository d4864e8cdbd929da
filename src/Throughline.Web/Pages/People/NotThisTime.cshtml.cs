using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

public sealed class NotThisTimeModel(PeopleQueries people, DeclineApplication decline) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Enter when they can try again")]
    [Display(Name = "The date to try again")]
    public DateOnly? ReapplyFrom { get; set; }

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

        if (Again)
        {
            return Page();
        }

        if (!Checked)
        {
            ShowsCheck = true;
            return Page();
        }

        var outcome = await decline.RunAsync(new NotThisTimeAnswer(holdingId, Version, ReapplyFrom!.Value, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"The answer is saved. Tell {Role.Name} yourself, and what would help next time", $"/people/{Role.PersonId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Role.Role.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(ReapplyFrom), nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid holdingId, CancellationToken cancellation)
    {
        if (await people.HoldingAsync(holdingId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        return true;
    }
}
