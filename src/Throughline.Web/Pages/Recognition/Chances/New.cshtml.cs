using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Chances;

public sealed class NewModel(NoteShutChance note, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? DecidedBy { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public bool Counts { get; set; }

    public void OnGet()
    {
        ModelState.Clear();
        (On, Counts) = (clock.Today(), true);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        this.Ask(RecognitionForms.Of<OpportunityKind>(Kind) is null, nameof(Kind), "Choose what sort of chance it was");
        this.Ask(string.IsNullOrWhiteSpace(What), nameof(What), "Enter what it was");
        this.Ask(RecognitionForms.Of<SourceClass>(DecidedBy) is null, nameof(DecidedBy), "Choose who decided");
        this.Ask(On is null, nameof(On), "Enter the day");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await note.RunAsync(new ShutChance(RecognitionForms.Of<OpportunityKind>(Kind), What, Reason, RecognitionForms.Of<SourceClass>(DecidedBy), On, Counts), cancellation);
        return outcome.Succeeded ? this.Done("It is noted. Only you can read it", "/chances") : this.Refused(outcome.Refusal!, nameof(Kind), nameof(What), nameof(Reason), nameof(DecidedBy), nameof(On));
    }
}
