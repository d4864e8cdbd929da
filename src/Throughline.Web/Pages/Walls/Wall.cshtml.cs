using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Walls;

public sealed class WallModel(
    ConflictQueries conflicts, PeopleQueries people, AssessConflict assess, SetWallPlan plan, ReviewWall review, LiftWall lift) : PageModel
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty]
    public List<Guid> ConfirmedIds { get; set; } = [];

    [BindProperty]
    public Guid? SomebodyElseId { get; set; }

    [BindProperty]
    public string? Plan { get; set; }

    [BindProperty]
    [Display(Name = "The review date")]
    public DateOnly? ReviewBy { get; set; }

    [BindProperty]
    public string? Finding { get; set; }

    [BindProperty]
    [Display(Name = "The review date")]
    public DateOnly? NextReview { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public bool Lifting { get; private set; }

    public ConflictOnPage Wall { get; private set; } = null!;

    public IReadOnlyList<PartyOnPage> Known => [.. Wall.Parties.Where(p => p.Standing == PartyStanding.Confirmed)];

    public IReadOnlyList<Choice> Candidates =>
        [.. Wall.Parties.Where(p => p.Standing == PartyStanding.Candidate).Select(p => new Choice(p.Id.ToString(), p.Name))];

    public bool CanAssess => Wall.Row.State == ConflictState.InterimWall || (Wall.Row.State != ConflictState.Lifted && Candidates.Count > 0);

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Wall.Version;
        return Page();
    }

    public Task<IActionResult> OnPostAssessAsync(Guid id, CancellationToken cancellation) => SaveAsync(
        id, () => assess.RunAsync(new Assessment(id, Version, ConfirmedIds, SomebodyElseId), cancellation),
        "It is saved", cancellation, nameof(SomebodyElseId));

    public Task<IActionResult> OnPostPlanAsync(Guid id, CancellationToken cancellation)
    {
        Need(nameof(ReviewBy), ReviewBy, "Enter when you will look again");
        return SaveAsync(id, () => plan.RunAsync(new WallPlan(id, Version, Plan, ReviewBy!.Value), cancellation), "The plan is saved", cancellation, nameof(Plan), nameof(ReviewBy));
    }

    public Task<IActionResult> OnPostReviewAsync(Guid id, CancellationToken cancellation)
    {
        Need(nameof(NextReview), NextReview, "Enter when you will look next");
        return SaveAsync(id, () => review.RunAsync(new WallReview(id, Version, Finding, NextReview!.Value), cancellation), "The wall stays", cancellation, nameof(Finding), nameof(NextReview));
    }

    public Task<IActionResult> OnPostLiftAsync(Guid id, CancellationToken cancellation)
    {
        Lifting = true;
        return SaveAsync(
            id, () => lift.RunAsync(new LiftedWall(id, Version, new Decision(Reason, Evidence)), cancellation),
            "The wall is down", cancellation, nameof(Reason), nameof(Evidence));
    }

    private void Need(string field, DateOnly? date, string message)
    {
        if (date is null && ModelState.GetFieldValidationState(field) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
        {
            ModelState.AddModelError(field, message);
        }
    }

    private async Task<IActionResult> SaveAsync(
        Guid id, Func<Task<Outcome<Throughline.Done>>> save, string done, CancellationToken cancellation, params string[] fields)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await save();
        if (outcome.Succeeded)
        {
            return this.Done(done, Lifting ? "/walls" : $"/walls/{id}");
        }

        Version = outcome.Refusal is Stale ? Wall.Version : Version;
        return this.Refused(outcome.Refusal!, fields);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await conflicts.FindAsync(id, cancellation) is not { } wall)
        {
            return false;
        }

        Wall = wall;
        Found = PeopleForms.Of((await people.SuggestAsync(Words, cancellation)).Where(f => f.Id != wall.PersonId));
        return true;
    }
}
