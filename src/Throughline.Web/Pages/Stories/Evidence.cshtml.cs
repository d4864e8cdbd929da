using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>Every mark on a person's words, by stage, with the words behind it, what they say to each, and how they see themselves.</summary>
public sealed class EvidenceModel(
    StoryQueries queries, ReviewQueries reviews, StoryRuleQueries rules, SetStageView setView, SetPastRelation setPast, ReviewStages review, CurrentViewer current, TimeProvider clock) : PageModel
{
    private const int PageSize = 25;

    public static readonly IReadOnlyList<Choice> Standings = [.. Enum.GetValues<OwnStanding>().Select(s => new Choice(s.ToString(), s.Name()))];

    public static readonly IReadOnlyList<Choice> Positions = [.. Enum.GetValues<PastPosition>().Select(p => new Choice(p.ToString(), p.Name()))];

    [FromRoute(Name = "stage")]
    public string? Slug { get; set; }

    [FromQuery(Name = "page")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public OwnStanding? Standing { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public PastPosition? Position { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public Stage? Stage { get; private set; }

    public IReadOnlyList<MarkReading> Marks { get; private set; } = [];

    public int Pages { get; private set; }

    public StageProfile Profile { get; private set; } = null!;

    public IReadOnlyDictionary<Stage, StageViewReading> Views { get; private set; } = new Dictionary<Stage, StageViewReading>();

    public PastRelation? Past { get; private set; }

    public IReadOnlyList<StageReviewReading> Reviews { get; private set; } = [];

    public string Path => Stage is { } stage ? $"/stories/evidence/{StoryPages.Slug(stage)}" : "/stories/evidence";

    public string Here => PageNumber > 1 ? $"{Path}?page={PageNumber}" : Path;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostViewAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || Stage is not { } stage)
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await setView.RunAsync(new NewStageView(stage, Standing, Words), cancellation);
        return outcome.Succeeded ? this.Done("Your view is saved", Path) : this.Refuse(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostPastAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await setPast.RunAsync(Position, cancellation);
        return outcome.Succeeded ? this.Done("Saved. Nobody else is shown it.", Path) : this.Refuse(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostReviewAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await review.RunAsync(current.Viewer.PersonId, cancellation: cancellation);
        return outcome.Succeeded ? this.Done("Today's picture is kept", Path) : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        Stage = StoryPages.StageOf(Slug);
        if (Slug is not null && Stage is null)
        {
            return false;
        }

        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var (me, today) = (current.Viewer.PersonId, clock.Today());
        var rule = await rules.StageRuleAsync(me, cancellation);
        Profile = StageProfile.At(await queries.EvidenceForAsync(me, rule.WindowStart(today), today, cancellation), today, rule);
        var (marks, total) = await queries.MyEvidenceAsync(Stage, (PageNumber - 1) * PageSize, PageSize, cancellation);
        (Marks, Pages) = (marks, (total + PageSize - 1) / PageSize);
        Views = await queries.ViewsForAsync(me, cancellation);
        Past = Stage is null ? await queries.MyPastRelationAsync(cancellation) : null;
        Reviews = await reviews.ForAsync(me, cancellation);
        return true;
    }
}
