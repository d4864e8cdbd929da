using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class ShiftModel(RosterQueries rosters, EndShift end, SkipShift skip) : PageModel
{
    public ShiftPage Shift { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public string? Date { get; set; }

    [BindProperty]
    public bool TakesPlace { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid shiftId, CancellationToken cancellation)
    {
        if (!await ReadAsync(shiftId, cancellation))
        {
            return NotFound();
        }

        Version = Shift.Shift.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid shiftId, CancellationToken cancellation)
    {
        if (!await ReadAsync(shiftId, cancellation))
        {
            return NotFound();
        }

        if (LastDay is null && ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(LastDay), "Enter the last day");
        }

        return !ModelState.IsValid ? this.Invalid() : After(await end.RunAsync(new ShiftEnd(shiftId, Version, LastDay!.Value), cancellation), shiftId);
    }

    public async Task<IActionResult> OnPostDateAsync(Guid shiftId, CancellationToken cancellation)
    {
        if (!await ReadAsync(shiftId, cancellation)
            || !DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
        {
            return NotFound();
        }

        return After(await skip.RunAsync(new ShiftOnDate(shiftId, Version, on, TakesPlace), cancellation), shiftId);
    }

    private IActionResult After(Outcome<Done> outcome, Guid shiftId)
    {
        if (outcome.Succeeded)
        {
            return this.Done("The shift is changed", $"/spaces/shifts/{shiftId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Shift.Shift.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(LastDay));
    }

    private async Task<bool> ReadAsync(Guid shiftId, CancellationToken cancellation)
    {
        if (await rosters.FindAsync(shiftId, cancellation) is not { } shift)
        {
            return false;
        }

        Shift = shift;
        return true;
    }
}
