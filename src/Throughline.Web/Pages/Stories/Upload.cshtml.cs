using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A person brings in a document: it is read, shown, and saved only when they say so.</summary>
public sealed class UploadModel(UploadStory upload, WriteStory write, FindDraft drafts, DiscardDraft discard, CurrentViewer current, TimeProvider clock) : PageModel
{
    /// <summary>Under which what was read and changed is kept until it is saved.</summary>
    public const string DraftKey = "story:upload";

    /// <summary>True where another document is to be chosen, though words of one are still waiting.</summary>
    [FromQuery(Name = "another")]
    public bool Another { get; set; }

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

    public DateTimeOffset? DraftFrom { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (await drafts.RunAsync(DraftKey, cancellation) is { } found)
        {
            (Previewing, DraftFrom) = (!Another, found.SavedAt);
            (FileName, Title, Text, OccasionDate) = (found.Form["FileName"], found.Form["Title"], found.Form["Text"], DraftDate.Of(found.Form, "OccasionDate"));
        }
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
        var read = await upload.RunAsync(stream, Document.FileName, cancellation);
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
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusal!);
        }

        await discard.RunAsync(DraftKey, cancellation);
        return this.Done("Saved. Only you can read it.", $"/stories/{outcome.Value}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        await discard.RunAsync(DraftKey, cancellation);
        return LocalRedirect("/stories/upload");
    }
}
