using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>The owner changes a story.</summary>
public sealed class ChangeModel(ChangeStory change, StoryQueries queries, FindDraft drafts, DiscardDraft discard, CurrentViewer current, TimeProvider clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? OccasionDate { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public DateTimeOffset? DraftFrom { get; private set; }

    /// <summary>The version that was saved while this form was open.</summary>
    public int? Newer { get; private set; }

    public string DraftKey => $"story:{Id}:{Version}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } story)
        {
            return NotFound();
        }

        (Version, Title, OccasionDate, Text) = (story.Newest, story.Title, story.OccasionDate, story.Text);
        if (await drafts.RunAsync(DraftKey, cancellation) is { } found)
        {
            DraftFrom = found.SavedAt;
            (Title, Text) = (found.Form["Title"], found.Form["Text"]);
            OccasionDate = DraftDate.Of(found.Form, "OccasionDate") ?? OccasionDate;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } story)
        {
            return NotFound();
        }

        // A browser sends every line end as two characters; where the owner's words have one, that is no change of theirs.
        var text = story.Text.Contains('\r', StringComparison.Ordinal) ? Text : Text?.Replace("\r\n", "\n", StringComparison.Ordinal);
        var words = new StoryWords(Title, text, OccasionDate);
        this.Check(words, clock.Today());
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await change.RunAsync(new StoryChange(Id, Version, words), cancellation);
        if (!outcome.Succeeded)
        {
            if (outcome.Refusal is Stale)
            {
                Newer = story.Newest;
            }

            return this.Refuse(outcome.Refusal!);
        }

        await discard.RunAsync(DraftKey, cancellation);
        return this.Done(outcome.Value == Version ? "Nothing was changed" : $"Saved as version {outcome.Value}", $"/stories/{Id}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } story)
        {
            return NotFound();
        }

        Version = story.Newest;
        await discard.RunAsync(DraftKey, cancellation);
        return LocalRedirect($"/stories/{Id}/change");
    }

    private async Task<StoryReading?> FindAsync(CancellationToken cancellation) =>
        await queries.FindAsync(Id, purpose: "To change it", cancellation: cancellation) is { Mine: true, Source: EvidenceSource.Self } story ? story : null;
}
