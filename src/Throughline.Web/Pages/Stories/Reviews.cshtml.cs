using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Stories;

namespace Throughline.Web.Pages.Stories;

/// <summary>Those with whom the viewer looks at the four stages, and when they did.</summary>
public sealed class ReviewsModel(ReviewQueries queries, StoryRuleQueries rules) : PageModel
{
    public IReadOnlyList<ReviewedPerson> People { get; private set; } = [];

    public int EveryDays { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        People = await queries.ListAsync(cancellation);
        EveryDays = await rules.ReviewEveryDaysAsync(cancellation);
    }
}
