using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Stories;

namespace Throughline.Web.Pages.Stories;

/// <summary>A person's own stories.</summary>
public sealed class MineModel(StoryQueries queries, OfferQueries offers) : PageModel
{
    public IReadOnlyList<StoryListItem> Stories { get; private set; } = [];

    public int Waiting => Stories.Sum(s => s.Waiting);

    public IReadOnlyList<OfferLine> Offers { get; private set; } = [];

    public int SharedWithMe { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Offers = await offers.AskedOfMeAsync(cancellation);
        Stories = await queries.MineAsync(cancellation);
        SharedWithMe = (await queries.SharedWithMeAsync(cancellation)).Count;
    }
}
