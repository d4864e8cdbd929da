using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Stories;

/// <summary>The stories that other people share with the viewer.</summary>
public sealed class SharedModel(StoryQueries queries, CurrentViewer current) : PageModel
{
    public IReadOnlyList<SharedStory> Stories { get; private set; } = [];

    public bool Trained { get; private set; }

    public bool LooksAtStages => current.Viewer.Hat is Hat.Supervisor or Hat.Coordinator;

    public bool MayAsk => Access.StoryAskers.Contains(current.Viewer.Hat);

    public bool IsCoordinator => current.Viewer.Hat == Hat.Coordinator;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Stories = await queries.SharedWithMeAsync(cancellation);
        Trained = await queries.AmTrainedAsync(cancellation);
    }
}
