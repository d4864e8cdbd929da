using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class MoveModel(SessionProgrammeQueries programmes, MoveProgramme move, ApproveProgramme approve, ReviseProgramme revise) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ProgrammeState To { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public string Verb => ProgrammeForms.Verb(Shown.State, To) ?? "Move it";

    public bool AsksWords => To is ProgrammeState.Approved or ProgrammeState.Revised || (To == ProgrammeState.Draft && Shown.State != ProgrammeState.CoDesign);

    public string Label => To == ProgrammeState.Approved ? "Why do you approve it?" : "What is to change?";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !ProgrammeStates.ExitsOf(Shown.State).Contains(To) || ProgrammeForms.Verb(Shown.State, To) is null)
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        switch (To)
        {
            case ProgrammeState.Approved:
                var approved = await approve.RunAsync(id, Version, Words, cancellation);
                return approved.Succeeded ? this.Done("It is approved. Groups can run it", $"/programmes/versions/{id}") : this.Refused(approved.Refusal!, nameof(Words));
            case ProgrammeState.Revised:
                var next = await revise.RunAsync(id, Version, Words, cancellation);
                return next.Succeeded ? this.Done("The new version is there to be written", $"/programmes/versions/{next.Value}")
                    : this.Refused(next.Refusal is Throughline.Invalid invalid ? new Throughline.Invalid(nameof(Words), invalid.Message) : next.Refusal!, nameof(Words));
            default:
                var moved = await move.RunAsync(id, Version, To, Words, cancellation);
                return moved.Succeeded ? this.Done(To.Name(), $"/programmes/versions/{id}") : this.Refused(moved.Refusal!, nameof(Words));
        }
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { } found || !(To == ProgrammeState.Approved ? found.MayApprove : found.MayRun))
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
