using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;

namespace Throughline.Web.Pages.Support;

public sealed class PeopleModel(SupervisionQueries supervision, CheckInQueries checkIns) : PageModel
{
    public IReadOnlyList<SupervisionOfRole> Shown { get; private set; } = [];

    public IReadOnlyList<SharedCheckInLine> Shared { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Shown = await supervision.PeopleAsync(cancellation);
        Shared = await checkIns.SharedAsync(cancellation);
    }
}
