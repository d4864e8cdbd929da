using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Safeguarding.Rota;

public sealed class TurnModel(DutyQueries duty, CoverDuty cover, SwapDuty swap, TakeOffDuty takeOff, TimeProvider clock) : PageModel
{
    public TurnPage Shown { get; private set; } = null!;

    public DateTimeOffset Now => clock.Now();

    [BindProperty]
    public string? PersonId { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    public DateOnly? FromOn { get; set; }

    [BindProperty]
    public string? FromAt { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? ToOn { get; set; }

    [BindProperty]
    public string? ToAt { get; set; }

    [BindProperty]
    public string? Other { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostCoverAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var (from, to) = (Read(FromOn, FromAt, nameof(FromAt)), Read(ToOn, ToAt, nameof(ToAt)));
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await cover.RunAsync(new DutyCover(id, Guid.TryParse(PersonId, out var person) ? person : null, Phone, from, to), cancellation);
        return outcome.Succeeded ? this.Done("The cover is on the rota", "/safety/rota")
            : this.Refused(outcome.Refusal is Invalid { Input: "From" } wrong ? new Invalid(nameof(FromOn), wrong.Message) : outcome.Refusal!, nameof(PersonId), nameof(Phone), nameof(FromOn));
    }

    public async Task<IActionResult> OnPostSwapAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        var outcome = await swap.RunAsync(id, Guid.TryParse(Other, out var other) ? other : null, cancellation);
        return outcome.Succeeded ? this.Done("The turns are swapped", "/safety/rota") : this.Refused(outcome.Refusal!, nameof(Other));
    }

    public async Task<IActionResult> OnPostOffAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        var outcome = await takeOff.RunAsync(id, cancellation);
        return outcome.Succeeded ? this.Done("The turn is off the rota", "/safety/rota") : this.Refused(outcome.Refusal!);
    }

    private DateTimeOffset? Read(DateOnly? day, string? time, string field)
    {
        if (day is null && string.IsNullOrWhiteSpace(time))
        {
            return null;
        }

        if (day is { } on && TrainingForms.ReadTime(time) is { } at)
        {
            return on.AtInLondon(at);
        }

        ModelState.AddModelError(field, "Enter both the day and the time, like 17:00");
        return null;
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await duty.TurnAsync(id, cancellation) is not { } turn)
        {
            return false;
        }

        Shown = turn;
        return true;
    }
}
