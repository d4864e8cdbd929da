using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Importing;
using Throughline.Web.Components;
using Throughline.Web.Importing;

namespace Throughline.Web.Pages.Importing;

public sealed class RunModel(ImportQueries imports, NameImportColumns name, BringInImport bringIn, DiscardImport discard, ImportWorker worker) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<string?> Fields { get; set; } = [];

    [BindProperty]
    public Guid? RoleForAllId { get; set; }

    public ImportPage Import { get; private set; } = null!;

    public bool NamingColumns { get; private set; }

    public async Task<IActionResult> OnGetAsync(bool columns, CancellationToken cancellation)
    {
        if (!await LoadAsync(columns, cancellation))
        {
            return NotFound();
        }

        if (Import.Run.IsWorking)
        {
            Response.Headers["Refresh"] = "2";
        }

        return Page();
    }

    public async Task<IActionResult> OnPostColumnsAsync(CancellationToken cancellation)
    {
        var outcome = await name.RunAsync(Id, [.. Fields.Select(f => f ?? "")], RoleForAllId, cancellation);
        return await AnswerAsync(outcome, send: true, columns: true, cancellation);
    }

    public async Task<IActionResult> OnPostBringInAsync(CancellationToken cancellation) =>
        await AnswerAsync(await bringIn.RunAsync(Id, cancellation), send: true, columns: false, cancellation);

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        var outcome = await discard.RunAsync(Id, cancellation);
        return outcome.Succeeded ? this.Done("The file was given up. Nothing of it was kept.", "/import") : await AnswerAsync(outcome, send: false, columns: false, cancellation);
    }

    public async Task<IActionResult> OnGetBadRowsAsync(CancellationToken cancellation) =>
        await imports.BadRowsAsync(Id, cancellation) is { } file ? File(file, "text/csv", "rows-to-put-right.csv") : NotFound();

    private async Task<IActionResult> AnswerAsync(Outcome<Done> outcome, bool send, bool columns, CancellationToken cancellation)
    {
        if (outcome.Refusal is NotFound)
        {
            return NotFound();
        }

        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError(refusal.Field == nameof(RoleForAllId) ? nameof(RoleForAllId) : "", refusal.Sentence);
            if (!await LoadAsync(columns, cancellation))
            {
                return NotFound();
            }

            return this.Invalid();
        }

        if (send)
        {
            worker.Send(Id);
        }

        return Redirect($"/import/{Id}");
    }

    private async Task<bool> LoadAsync(bool columns, CancellationToken cancellation)
    {
        if (await imports.FindAsync(Id, cancellation) is not { } found)
        {
            return false;
        }

        Import = found;
        NamingColumns = found.Run.State == ImportState.Columns || (found.Run.State == ImportState.Checked && columns);
        return true;
    }
}
