using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding;

/// <summary>One button, and who has seen it (INV-127).</summary>
public sealed class WordModel(WordQueries words, AskForWord ask) : PageModel
{
    public MyWord? Word { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Word = await words.MineAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await ask.RunAsync(cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("You have asked for a word", "/word");
        }

        Word = await words.MineAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
