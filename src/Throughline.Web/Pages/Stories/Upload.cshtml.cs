using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A person brings in a document: it is read, shown, and saved only when they say so.</summary>
public sealed class UploadModel(UploadStory upload, WriteStory write, CurrentViewer current, TimeProvider clock) : PageModel
{
    [BindProperty]
    public IFormFile? Document { get; set; }

    [BindProperty]
    public string? FileName { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? OccasionDate { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public bool Previewing { get; private set; }

    public string? Note { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (Document is null)
        {
            ModelState.AddModelError(nameof(Document), "Choose a document");
            return this.Invalid();
        }

        await using var stream = Document.OpenReadStream();
        var read = await upload.ReadAsync(stream, Document.FileName, cancellation);
        if (!read.Succeeded)
        {
            return this.Refuse(read.Refusal!, nameof(Document));
        }

        Previewing = true;
        (FileName, Title, Text, Note) = (Path.GetFileName(Document.FileName), UploadStory.TitleOf(Document.FileName), read.Value.Text, read.Value.Note);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellation)
    {
        Previewing = true;
        var words = new StoryWords(Title, Text?.Replace("\r\n", "\n", StringComparison.Ordinal), OccasionDate);
        this.Check(words, clock.Today());
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await write.RunAsync(new NewStory(words, StoryKind.Uploaded, FileName), cancellation);
        return outcome.Succeeded ? this.Done("Saved. Only you can read it.", $"/stories/{outcome.Value}") : this.Refuse(outcome.Refusal!);
    }
}
