using Microsoft.AspNetCore.Mvc;
using Throughline.Schemes;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Programmes;

public sealed class NewModel(ProgrammeQueries programmes, WriteProgramme write) : OutlineForm
{
    public SchemeHead Head { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid schemeId, string? from, CancellationToken cancellation)
    {
        if (await ReadAsync(schemeId, cancellation) is not { } page)
        {
            return NotFound();
        }

        if (ProgrammeTemplates.All.FirstOrDefault(t => t.Id == from)?.Outline is { } shipped)
        {
            Fill(shipped);
        }
        else if (page.Programmes.FirstOrDefault(p => p.Key == from)?.Outline is { } copied)
        {
            Fill(copied with { Title = $"{copied.Title}, our own" });
        }
        else
        {
            Shape = ProgrammeShape.Sessions;
            Sessions = [new TypedSession(), new TypedSession(), new TypedSession()];
        }

        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (await ReadAsync(schemeId, cancellation) is null)
        {
            return NotFound();
        }

        TakeEmptyRowsOut();
        if (ReadOutline() is not { } outline)
        {
            return this.Invalid();
        }

        var outcome = await write.RunAsync(new NewProgramme(schemeId, outline), cancellation);
        return outcome.Succeeded
            ? this.Done($"{outline.Title.Trim()} is added", $"/training/programmes/{schemeId}/{outcome.Value}")
            : this.Refused(outcome.Refusal!, Fields);
    }

    public async Task<IActionResult> OnPostRowAsync(Guid schemeId, string? add, string? take, int at, CancellationToken cancellation)
    {
        if (await ReadAsync(schemeId, cancellation) is null)
        {
            return NotFound();
        }

        ChangeRows(add, take, at);
        return Page();
    }

    private async Task<ProgrammesPage?> ReadAsync(Guid schemeId, CancellationToken cancellation)
    {
        var page = await programmes.ListAsync(schemeId, cancellation);
        Head = page?.Head!;
        return page;
    }
}
