using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;

namespace Throughline.Web.Pages.Stories;

/// <summary>What the viewer has asked others to share, and whether they said yes.</summary>
public sealed class AskedModel(OfferQueries queries, CurrentViewer current) : PageModel
{
    public bool IsCoordinator => current.Viewer.Hat == Hat.Coordinator;

    public IReadOnlyList<AskedLine> Asked { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Asked = await queries.AskedByMeAsync(cancellation);
}
