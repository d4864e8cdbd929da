using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Importing;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Importing;
using Throughline.Web.Pages.Account;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Importing;

public sealed class RunModel(
    ImportQueries imports, NameImportColumns name, TellPeopleApart tell, CheckImportAgain again, BringInImport bringIn, DiscardImport discard, ImportWorker worker, ProveSession prove) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<string?> Fields { get; set; } = [];

    [BindProperty]
    public Guid? RoleForAllId { get; set; }

    /// <summary>The rows that have only a name, and what is said of each.</summary>
    [BindProperty]
    public List<TypedNamesake> Rows { get; set; } = [];

    public static IReadOnlyList<Choice> Answers { get; } = [new("true", "The same person"), new("false", "Somebody else")];

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
            Response.Headers["Refresh"] = $"2;url=/import/{Id}?{SessionHandler.ByItself}=true";
        }

        return Page();
    }

    public async Task<IActionResult> OnPostColumnsAsync(CancellationToken cancellation)
    {
        var outcome = await name.RunAsync(Id, [.. Fields.Select(f => f ?? "")], RoleForAllId, cancellation);
        return await AnswerAsync(outcome, send: true, columns: true, cancellation);
    }

    /// <summary>Says whose the rows are; the buttons for the rest say it of those that were left open.</summary>
    public async Task<IActionResult> OnPostNamesakesAsync(bool? rest, CancellationToken cancellation)
    {
        var said = Rows.DistinctBy(r => r.Line).Where(r => (r.Same ?? rest) is not null).ToDictionary(r => r.Line, r => (r.Same ?? rest)!.Value);
        return await AnswerAsync(await tell.RunAsync(Id, said, cancellation), send: true, columns: false, cancellation);
    }

    public async Task<IActionResult> OnPostAgainAsync(bool askAgain, CancellationToken cancellation) =>
        await AnswerAsync(await again.RunAsync(Id, askAgain, cancellation), send: true, columns: false, cancellation);

    public async Task<IActionResult> OnPostBringInAsync(CancellationToken cancellation) =>
        await AnswerAsync(await bringIn.RunAsync(Id, cancellation), send: true, columns: false, cancellation);

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        var outcome = await discard.RunAsync(Id, cancellation);
        return outcome.Succeeded ? this.Done("The file was given up. Nothing of it was kept.", "/import") : await AnswerAsync(outcome, send: false, columns: false, cancellation);
    }

    // People's names leave with the file, as with any other.
    public async Task<IActionResult> OnGetBadRowsAsync(CancellationToken cancellation) => this.First(prove) ?? (
        await imports.BadRowsAsync(Id, cancellation) is { } file ? File(file, "text/csv", "rows-to-put-right.csv") : NotFound());

    private async Task<IActionResult> AnswerAsync(Outcome<Done> outcome, bool send, bool columns, CancellationToken cancellation)
    {
        if (outcome.Refusal is NotFound)
        {
            return NotFound();
        }

        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError(refusal.Field switch { nameof(RoleForAllId) => nameof(RoleForAllId), nameof(Rows) when Rows.Count > 0 => "Rows[0].Same", _ => "" }, refusal.Sentence);
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
        Rows = [.. found.Namesakes.Select(n => new TypedNamesake { Line = n.Line, Same = Rows.Find(r => r.Line == n.Line)?.Same })];
        return true;
    }
}

public sealed class TypedNamesake
{
    public int Line { get; set; }

    public bool? Same { get; set; }
}
