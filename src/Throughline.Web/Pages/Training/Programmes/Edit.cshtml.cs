using Microsoft.AspNetCore.Mvc;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Programmes;

public sealed class EditModel(ProgrammeQueries programmes, EditProgramme edit) : OutlineForm
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public ProgrammePage Programme { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, string key, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, key, cancellation))
        {
            return NotFound();
        }

        Fill(Programme.Line.Outline);
        Version = Programme.Line.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, string key, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, key, cancellation))
        {
            return NotFound();
        }

        TakeEmptyRowsOut();
        if (ReadOutline() is not { } outline)
        {
            return this.Invalid();
        }

        var outcome = await edit.RunAsync(new ProgrammeEdit(schemeId, key, Version, outline, Reason), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"Version {outcome.Value} holds for courses planned from now on", $"/training/programmes/{schemeId}/{key}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Programme.Line.Version;
        }

        return this.Refused(outcome.Refusal!, Fields);
    }

    public async Task<IActionResult> OnPostRowAsync(Guid schemeId, string key, string? add, string? take, int at, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, key, cancellation))
        {
            return NotFound();
        }

        ChangeRows(add, take, at);
        return Page();
    }

    private async Task<bool> ReadAsync(Guid schemeId, string key, CancellationToken cancellation)
    {
        if (await programmes.FindAsync(schemeId, key, cancellation) is not { } page)
        {
            return false;
        }

        (Programme, FromScheme) = (page, page.Line.FromScheme);
        return true;
    }
}
