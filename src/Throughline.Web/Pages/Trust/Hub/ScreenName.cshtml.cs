using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Hub;

public sealed class ScreenNameModel(HubQueries hubs, SayScreenName say) : PageModel
{
    [BindProperty]
    public string? Shown { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await hubs.MyNameShownAsync(cancellation) ? "true" : "false";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await say.RunAsync(bool.TryParse(Shown, out var yes) ? yes : null, cancellation);
        return outcome.Succeeded
            ? this.Done(yes ? "The screen may show your first name" : "The screen does not show your name", "/hub")
            : this.Refused(outcome.Refusal is Invalid wrong ? wrong with { Input = nameof(Shown) } : outcome.Refusal!, nameof(Shown));
    }
}
