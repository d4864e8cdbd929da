using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Shared;

public sealed class MessageModel(SharedMessageQueries messages, SayMessageRead read) : PageModel
{
    public SharedMessage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await messages.FindAsync(id, cancellation) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var outcome = await read.RunAsync(id, cancellation);
        return outcome.Succeeded ? this.Done("They know that you have read it", $"/recognition/shared/{id}") : this.Refused(outcome.Refusal!);
    }
}
