using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class PauseOfModel(PauseQueries pauses, PeopleQueries people, AgreePause agree, LookAtPause look, ChangePausePlan change, TakeBackPause takeBack, SayReady ready, FinishPause finish) : PageModel
{
    public PausePage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    /// <summary>True while the words are the viewer's to change.</summary>
    public bool MayChange => Shown.Own && Shown.Line.State is PausePlanState.Asked or PausePlanState.InPlace;

    /// <summary>What was typed in a form that is not on the page any more; null for nothing.</summary>
    public string? Kept { get; private set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Helps { get; set; }

    [BindProperty]
    public string? WayBack { get; set; }

    [BindProperty]
    public Guid? LooksAfterId { get; set; }

    [BindProperty, Display(Name = "The day to look again")]
    public DateOnly? LookOn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public string? Agreed { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (Version, Helps, WayBack) = (Shown.Version, Shown.Helps, Shown.WayBack);
        return Page();
    }

    public Task<IActionResult> OnPostAgreeAsync(Guid id, CancellationToken cancellation) =>
        DoAsync(id, "It is agreed. Tell them who looks after them", () => agree.RunAsync(new PauseAgreed(id, Version, LooksAfterId, LookOn, new Decision(Reason, Evidence)), cancellation), cancellation);

    public Task<IActionResult> OnPostLookAsync(Guid id, CancellationToken cancellation) =>
        DoAsync(id, "The next day is set. They can read what you agreed", () => look.RunAsync(new PauseLook(id, Version, LooksAfterId, LookOn, Agreed), cancellation), cancellation);

    public Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "Your words are saved", () => change.RunAsync(id, Version, Helps, WayBack, cancellation), cancellation, changes: true);

    public Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is taken back", () => takeBack.RunAsync(id, cancellation), cancellation);

    public Task<IActionResult> OnPostReadyAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "A coordinator is told that you would like to come back", () => ready.RunAsync(id, cancellation), cancellation);

    public Task<IActionResult> OnPostFinishAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is over", () => finish.RunAsync(id, cancellation), cancellation);

    private async Task<IActionResult> DoAsync(Guid id, string done, Func<Task<Outcome<Done>>> act, CancellationToken cancellation, bool changes = false)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        string?[] typed = [Shown.CanAgree ? null : Reason, Shown.CanAgree ? null : Evidence, Shown.CanLook ? null : Agreed, MayChange ? null : Helps, MayChange ? null : WayBack];
        var lost = typed.Where(words => !string.IsNullOrWhiteSpace(words)).ToList();
        Kept = lost.Count == 0 ? null : string.Join("\n\n", lost);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await act();
        if (outcome.Succeeded)
        {
            return this.Done(done, $"/support/pauses/{id}");
        }

        Version = outcome.Refusal is Stale || Version == 0 ? Shown.Version : Version;
        if (!changes)
        {
            (Helps, WayBack) = (Shown.Helps, Shown.WayBack);
        }

        return this.Refused(outcome.Refusal!, nameof(Helps), nameof(WayBack), nameof(LooksAfterId), nameof(LookOn), nameof(Reason), nameof(Evidence), nameof(Agreed));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await pauses.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        Owners = shown.CanAgree || shown.CanLook ? PeopleForms.Of((await people.WithHatAsync(Hat.StaffColleague, cancellation)).Where(o => o.Id != shown.PersonId)) : [];
        return true;
    }
}
