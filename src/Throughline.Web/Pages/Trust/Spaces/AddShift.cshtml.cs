using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class AddShiftModel(RosterQueries rosters, PlanShift plan) : PageModel
{
    public ShiftChoices Choices { get; private set; } = null!;

    public IReadOnlyList<Choice> People => [.. Choices.People.Select(p => new Choice(p.HoldingId.ToString(), $"{p.Name}, {p.Role}"))];

    public IReadOnlyList<Choice> Spaces => PeopleForms.Of(Choices.Spaces);

    public IReadOnlyList<Choice> Duties => [.. Choices.Duties.Select(d => new Choice(d.Code, d.Name))];

    [BindProperty]
    public string? HoldingId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose a place")]
    public Guid? SpaceId { get; set; }

    [BindProperty]
    public string? Scope { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Say how often")]
    public string? Weekly { get; set; }

    [BindProperty]
    [Display(Name = "The day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Starts { get; set; }

    [BindProperty]
    public string? Ends { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Choices = await rosters.ChoicesAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Choices = await rosters.ChoicesAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await plan.RunAsync(
            new NewShift(
                SpaceId!.Value, Guid.TryParse(HoldingId, out var holding) ? holding : null, Scope,
                new ShiftTimes(Weekly == "true", From, Until, HubWords.ReadTime(Starts), HubWords.ReadTime(Ends))),
            cancellation);
        return outcome.Succeeded
            ? this.Done("The shift is planned", $"/spaces/roster?on={From:yyyy-MM-dd}")
            : this.Refused(outcome.Refusal!, nameof(HoldingId), nameof(Scope), nameof(From), nameof(Until), nameof(Starts), nameof(Ends));
    }
}
