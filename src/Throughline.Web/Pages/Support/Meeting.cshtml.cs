using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Support;

public sealed class MeetingModel(
    SupervisionQueries supervision, PutOnAgenda put, TakeOffAgenda takeOff, MoveSupervision move, CallOffSupervision callOff, HoldSupervision hold, RewordSupervision reword, ConfirmSupervision confirm,
    TimeProvider clock) : PageModel
{
    public SupervisionPage Shown { get; private set; } = null!;

    /// <summary>What was typed in a form that is not on the page any more; null for nothing.</summary>
    public string? Kept { get; private set; }

    public bool Own => Shown.PersonId == HttpContext.Session().PersonId;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public int Number { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? HeldOn { get; set; }

    [BindProperty, Display(Name = "The next day")]
    public DateOnly? NextOn { get; set; }

    [BindProperty]
    public string? Agreed { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var today = clock.Today();
        (Version, Agreed, HeldOn) = (Shown.Version, Shown.Agreed, Shown.On < today ? Shown.On : today);
        return Page();
    }

    public Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is on the list", () => put.RunAsync(id, Words, cancellation), cancellation);

    public Task<IActionResult> OnPostTakeOffAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is off the list", () => takeOff.RunAsync(id, Number, cancellation), cancellation);

    public Task<IActionResult> OnPostMoveAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is moved", () => move.RunAsync(id, Version, On, cancellation), cancellation);

    public Task<IActionResult> OnPostCallOffAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is called off. You can set another day", () => callOff.RunAsync(id, Version, cancellation), cancellation);

    public Task<IActionResult> OnPostHoldAsync(Guid id, CancellationToken cancellation) =>
        DoAsync(id, "It is saved. The other one is asked whether it is so", () => hold.RunAsync(new SupervisionHeld(id, Version, HeldOn, Agreed, NextOn), cancellation), cancellation);

    public Task<IActionResult> OnPostRewordAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is changed. The other one is asked again", () => reword.RunAsync(id, Version, Agreed, cancellation), cancellation);

    public Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "You have both said that it is so", () => confirm.RunAsync(id, Version, cancellation), cancellation);

    private async Task<IActionResult> DoAsync(Guid id, string done, Func<Task<Outcome<Done>>> act, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var typed = Shown.State == SupervisionState.Planned ? null : !string.IsNullOrWhiteSpace(Words) ? Words : Shown.State == SupervisionState.Held ? null : Agreed;
        Kept = string.IsNullOrWhiteSpace(typed) ? null : typed;
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await act();
        if (outcome.Succeeded)
        {
            return this.Done(done, $"/support/supervision/{id}");
        }

        Version = outcome.Refusal is Stale || Version == 0 ? Shown.Version : Version;
        HeldOn ??= clock.Today();
        Agreed ??= Shown.Agreed;
        return this.Refused(outcome.Refusal!, nameof(Words), nameof(On), nameof(HeldOn), nameof(NextOn), nameof(Agreed));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await supervision.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
