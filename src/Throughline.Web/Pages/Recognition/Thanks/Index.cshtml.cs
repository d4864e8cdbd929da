using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recognition.Thanks;

public sealed class IndexModel(BeliefQueries beliefs) : PageModel
{
    public bool MayAdd => HttpContext.Session().Hat != Hat.PeerWorker;

    public IReadOnlyList<CeremonyLine> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await beliefs.CeremoniesAsync(cancellation);
}
