using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Files;
using Throughline.Importing;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Importing;

[RequestSizeLimit(110 << 20)]
[RequestFormLimits(MultipartBodyLengthLimit = 105 << 20)]
public sealed class IndexModel(ImportQueries imports, ReadImportFile read) : PageModel
{
    [BindProperty]
    public Guid? SchemeId { get; set; }

    [BindProperty]
    public IFormFile? Spreadsheet { get; set; }

    public IReadOnlyList<ImportChoice> Schemes { get; private set; } = [];

    public IReadOnlyList<ImportLine> Earlier { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var scheme = SchemeId ?? (Schemes is [var only] ? only.Id : null);
        if (scheme is null)
        {
            ModelState.AddModelError(nameof(SchemeId), "Choose the scheme");
        }

        if (Spreadsheet is null)
        {
            ModelState.AddModelError(nameof(Spreadsheet), "Choose a file");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await using var stream = Spreadsheet!.OpenReadStream();
        var outcome = await read.RunAsync(scheme!.Value, stream, Spreadsheet.FileName, cancellation);
        if (outcome.Refusal is NotFound)
        {
            return NotFound();
        }

        if (outcome.Refusal is { } refusal)
        {
            ModelState.AddModelError(nameof(Spreadsheet), refusal.Sentence);
            return this.Invalid();
        }

        return Redirect($"/import/{outcome.Value}");
    }

    /// <summary>An empty file with headings that are understood.</summary>
    public IActionResult OnGetTemplate() =>
        File(CsvWriter.ToBytes([.. ImportField.All.Where(f => f.Key != ImportField.FullName).Select(f => f.Label)], []), "text/csv", "throughline-people.csv");

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Schemes = await imports.SchemesAsync(cancellation);
        Earlier = await imports.ListAsync(cancellation);
    }
}
