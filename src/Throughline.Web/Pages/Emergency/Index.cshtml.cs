using Microsoft.AspNetCore.Mvc;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Emergency;

public sealed class IndexModel(EmergencyQueries emergencies, OpenInEmergency open, EndEmergency end, ProveSession prove) : AskModel(open, prove)
{
    public IReadOnlyList<RunningEmergency> Running { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Running = await emergencies.RunningAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await ProveAsync() is { } first)
        {
            return first;
        }

        Running = await emergencies.RunningAsync(cancellation);
        return await AskAsync(null, cancellation);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid endId, CancellationToken cancellation)
    {
        var outcome = await end.RunAsync(endId, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The record is closed", "/emergency");
        }

        Running = await emergencies.RunningAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
