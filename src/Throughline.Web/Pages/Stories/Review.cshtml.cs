using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A supervisor looks at the four stages with somebody who shares their words for it, and keeps what the record says.</summary>
public sealed class ReviewModel(ReviewQueries queries, ReviewStages review, CurrentViewer current) : PageModel
{
    [FromRoute]
    public Guid PersonId { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public ReviewPage Look { get; private set; } = null!;

    /// <summary>How a stage moved since the last look; null where there was none.</summary>
    public StageMovement? MovedSince(StageReading reading) => Look.Reviews.Count == 0 ? null
        : new StageMovement(
            reading.Stage, Look.Reviews[0].On, Look.Reviews[0].Stages.Single(s => s.Reading.Stage == reading.Stage).Reading.Status, Look.Profile.ReviewDate, reading.Status);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await review.RunAsync(PersonId, Note, cancellation);
        return outcome.Succeeded ? this.Done($"Kept. {Look.Name} can read it now.", $"/stories/review/{outcome.Value}") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await queries.FindAsync(PersonId, cancellation) is not { } look)
        {
            return false;
        }

        Look = look;
        return true;
    }
}
