using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Sessions;

public sealed class SessionModel(GroupQueries groups, StepBack stepBack) : PageModel
{
    public SessionPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostStepBackAsync(Guid id, Guid part, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await stepBack.RunAsync(part, cancellation);
        return outcome.Succeeded
            ? this.Done(Shown.MayRun ? "It is written down" : "You have stepped back. Thank you for saying so", Shown.MayRun ? $"/groups/sessions/{id}" : "/groups/running")
            : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.SessionAsync(id, cancellation) is not { } session)
        {
            return false;
        }

        Shown = session;
        return true;
    }
}
