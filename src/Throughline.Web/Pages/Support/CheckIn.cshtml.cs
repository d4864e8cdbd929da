using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Support;

public sealed class CheckInModel(CheckInQueries checkIns, ShareCheckIn share, TakeBackCheckIn takeBack, DeleteCheckIn delete) : PageModel
{
    public CheckInPage Shown { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    /// <summary>Whom the button named.</summary>
    [BindProperty]
    public Guid? WithId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostShareAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Answer((await share.RunAsync(id, Version, WithId, cancellation)).Refusal, "It is shared", $"/check-ins/{id}") : NotFound();

    public async Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Answer((await takeBack.RunAsync(id, cancellation)).Refusal, "Only you can read it now", $"/check-ins/{id}") : NotFound();

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Answer((await delete.RunAsync(id, cancellation)).Refusal, "It is deleted", "/check-ins") : NotFound();

    private IActionResult Answer(Refusal? refusal, string done, string to) => refusal is null ? this.Done(done, to) : this.Refused(refusal);

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await checkIns.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
