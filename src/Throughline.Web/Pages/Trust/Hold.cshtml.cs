using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class HoldModel(TrustQueries trust, HoldTrust hold) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the last day of the hold")]
    [Display(Name = "The last day")]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose who they can appeal to")]
    public Guid? AppealToId { get; set; }

    /// <summary>True on the second step, after everything has been read once more.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    public bool ShowsCheck { get; private set; }

    public TrustGrantPage Grant { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public int SuspensionDays => Grant.SuspensionDays;

    public int HoldHours => Grant.HoldHours;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !Grant.Acts.HasFlag(TrustActs.Hold))
        {
            return NotFound();
        }

        Version = Grant.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!Checked)
        {
            ShowsCheck = true;
            return Page();
        }

        var outcome = await hold.RunAsync(new TrustHold(id, Version, LastDay!.Value, AppealToId!.Value, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is on hold. Ask a second person to look at it today", $"/trust/grants/{id}");
        }

        Version = outcome.Refusal is Stale ? Grant.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence), nameof(LastDay), nameof(AppealToId));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.GrantAsync(id, cancellation) is not { } grant)
        {
            return false;
        }

        Grant = grant;
        Choices = PeopleForms.Of(await trust.AppealChoicesAsync(id, cancellation));
        return true;
    }
}
