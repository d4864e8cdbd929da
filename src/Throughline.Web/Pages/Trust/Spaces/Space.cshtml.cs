using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class SpaceModel(SpaceQueries spaces, CancelBooking cancel, EndAllocation end) : PageModel
{
    public SpacePage Space { get; private set; } = null!;

    [BindProperty]
    public Guid BookingId { get; set; }

    [BindProperty]
    public Guid AllocationId { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? LastDay { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostCancelAsync(Guid spaceId, CancellationToken cancellation) =>
        DoAsync(spaceId, () => cancel.RunAsync(BookingId, cancellation), "The booking is taken back", cancellation);

    public async Task<IActionResult> OnPostEndAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (LastDay is { } last)
        {
            return await DoAsync(spaceId, () => end.RunAsync(new AllocationEnd(AllocationId, last), cancellation), "It has an end", cancellation);
        }

        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(LastDay), "Enter the last day");
        }

        return this.Invalid();
    }

    private async Task<IActionResult> DoAsync(Guid spaceId, Func<Task<Outcome<Done>>> work, string done, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        var outcome = await work();
        return outcome.Succeeded ? this.Done(done, $"/spaces/{spaceId}") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await spaces.FindAsync(spaceId, cancellation) is not { } space)
        {
            return false;
        }

        Space = space;
        return true;
    }
}
