using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Stories;

namespace Throughline.Web.Pages.Stories;

/// <summary>A person's own stories.</summary>
public sealed class MineModel(StoryQueries queries) : PageModel
{
    public IReadOnlyList<StoryListItem> Stories { get; private set; } = [];

    public int Waiting => Stories.Sum(s => s.Waiting);

    public int SharedWithMe { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Stories = await queries.MineAsync(cancellation);
        SharedWithMe = (await queries.SharedWithMeAsync(cancellation)).Count;
    }
}
