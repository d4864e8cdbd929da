using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition;

public sealed class SayModel(BeliefQueries beliefs, SayBelief say) : PageModel
{
    public RecogniseForm Form { get; private set; } = null!;

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Prompt { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid? about, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(cancellation) || (about is { } chosen && Form.People.All(p => p.Id != chosen)))
        {
            return NotFound();
        }

        About = about?.ToString();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(RecognitionForms.Id(About) is null, nameof(About), "Choose who it is for");
        this.Ask(RecognitionForms.Of<BeliefPrompt>(Prompt) is null, nameof(Prompt), "Choose what you want to say");
        this.Ask(string.IsNullOrWhiteSpace(Words), nameof(Words), "Enter what you see in them");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await say.RunAsync(new NewBelief(RecognitionForms.Id(About), RecognitionForms.Of<BeliefPrompt>(Prompt), Words), cancellation);
        return outcome.Succeeded ? this.Done("They can read it now", "/recognition/say") : this.Refused(outcome.Refusal!, nameof(About), nameof(Prompt), nameof(Words));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await beliefs.FormAsync(cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
