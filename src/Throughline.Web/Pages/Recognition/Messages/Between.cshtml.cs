using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Messages;

public sealed class BetweenModel(BetweenQueries between, SayOwnView say) : PageModel
{
    public OwnBetween Shown { get; private set; } = null!;

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool Asks { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await say.RunAsync(ViewTopic.Between, Words, Asks, cancellation);
        return outcome.Succeeded ? this.Done(Asks ? "The coordinator can see that you asked" : "Your view is saved", "/messages/between") : this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await between.MineAsync(cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
