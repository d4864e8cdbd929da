using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Delivery.Attendance;

/// <summary>The officer decides what a fact means; where they may have to act on it, everything is read once more before it is saved.</summary>
public sealed class DecideModel(ComplianceQueries compliance, DecideCompliance decide, AmendCompliance amend) : PageModel
{
    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int FactVersion { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>True on the second step, after everything has been read once more.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    public bool ShowsCheck { get; private set; }

    public DecisionPage Shown { get; private set; } = null!;

    public OutcomeChoice? Chosen => Shown.Outcomes.FirstOrDefault(o => o.Code == Outcome);

    public IReadOnlyList<Choice> Outcomes => [.. Shown.Outcomes.Select(o => new Choice(o.Code, o.Name, o.Hint))];

    public async Task<IActionResult> OnGetAsync(Guid requirementId, Guid placeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(requirementId, placeId, cancellation))
        {
            return NotFound();
        }

        (FactVersion, Version, Outcome) = (Shown.FactVersion, Shown.DecisionVersion, Shown.Code);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid requirementId, Guid placeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(requirementId, placeId, cancellation))
        {
            return NotFound();
        }

        var needsReason = Version > 0 || Chosen is { NeedsReason: true };
        this.Ask(string.IsNullOrWhiteSpace(Outcome), nameof(Outcome), "Choose what you decide");
        this.Ask(needsReason && string.IsNullOrWhiteSpace(Reason), nameof(Reason), "Enter the reason");
        this.Ask(needsReason && string.IsNullOrWhiteSpace(Evidence), nameof(Evidence), "Enter what you looked at before you decided");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!Checked && Chosen is { NeedsReason: true } && Reason?.Trim().Length >= Decision.ReasonMinLength && !string.IsNullOrWhiteSpace(Evidence))
        {
            ShowsCheck = true;
            return Page();
        }

        var input = new ComplianceInput(requirementId, placeId, FactVersion, Outcome, new Decision(Reason, Evidence));
        var refusal = Version > 0 ? (await amend.RunAsync(input, Version, cancellation)).Refusal : (await decide.RunAsync(input, cancellation)).Refusal;
        if (refusal is null)
        {
            return this.Done("Your decision is saved. They can read it on their own page", "/attendance");
        }

        if (refusal is Stale or AlreadyDecided)
        {
            (FactVersion, Version) = (Shown.FactVersion, Shown.DecisionVersion);
        }

        return this.Refused(refusal, nameof(Outcome), nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid requirementId, Guid placeId, CancellationToken cancellation)
    {
        if (await compliance.FindAsync(requirementId, placeId, cancellation) is not { } found)
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
