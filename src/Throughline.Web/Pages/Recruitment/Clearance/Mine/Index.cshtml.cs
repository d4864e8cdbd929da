using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance.Mine;

/// <summary>One's own clearance, in full.</summary>
public sealed class IndexModel(MyClearanceQueries clearances, SeeCrossing see, SeeWorkChange seeChange) : PageModel
{
    public MyClearance Mine { get; private set; } = null!;

    /// <summary>Where a case stands, in words for the person it is about.</summary>
    public static string Step(VettingState state) => state switch
    {
        VettingState.AwaitingPerson => "Your turn",
        VettingState.Refused => "Not cleared",
        _ => state.Name(),
    };

    public async Task OnGetAsync(CancellationToken cancellation) => Mine = await clearances.MineAsync(cancellation);

    public async Task<IActionResult> OnPostSeenAsync(Guid episodeId, CancellationToken cancellation)
    {
        var outcome = await see.RunAsync(episodeId, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Thank you. Your supervisor can offer support now. What it is about is yours to tell", "/my/clearance");
        }

        Mine = await clearances.MineAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }

    /// <summary>From the home page, where a change in one's own work shows.</summary>
    public async Task<IActionResult> OnPostSeenChangeAsync(Guid holdingId, int number, CancellationToken cancellation)
    {
        var outcome = await seeChange.RunAsync(holdingId, number, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Thank you. Your supervisor can offer support now", "/");
        }

        Mine = await clearances.MineAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
