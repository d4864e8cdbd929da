using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Messages;

public sealed class IndexModel(MessageQueries messages, SayOwnView say) : PageModel
{
    public MessagesPage Shown { get; private set; } = null!;

    [BindProperty]
    public string? Words { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await messages.MineAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Shown = await messages.MineAsync(cancellation);
        var outcome = await say.RunAsync(ViewTopic.Messages, Words, false, cancellation: cancellation);
        return outcome.Succeeded ? this.Done("Your view is saved", "/messages#together") : this.Refused(outcome.Refusal!, nameof(Words));
    }
}
