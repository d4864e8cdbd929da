using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>One review that was kept: for the person it is about, who can answer it, and for whoever made it.</summary>
public sealed class KeptModel(ReviewQueries queries, ReplyToReview reply, CurrentViewer current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public StageReviewReading Review { get; private set; } = null!;

    public StageReviewReading? Before { get; private set; }

    public bool Mine => Review.PersonId == current.Viewer.PersonId;

    public StageMovement? Moved(Stage stage) => Before is null ? null : Review.MovedSince(Before).Single(m => m.Stage == stage);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await reply.RunAsync(Id, Words, cancellation);
        return outcome.Succeeded ? this.Done("Your answer is saved", $"/stories/review/{Id}") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await queries.OneAsync(Id, cancellation) is not { } found)
        {
            return false;
        }

        (Review, Before) = found;
        return true;
    }
}
