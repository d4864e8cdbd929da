using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Support;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Support;

public sealed class DatesModel(SupervisionQueries supervision) : PageModel
{
    public bool ShowsDays => HttpContext.Session().Hat == Hat.Coordinator;

    public IReadOnlyList<SupervisionDays> Days { get; private set; } = [];

    public IReadOnlyList<SupervisionFigures> Figures { get; private set; } = [];

    public IReadOnlyList<string> Late { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Days = await supervision.DatesAsync(cancellation);
        Figures = await supervision.FiguresAsync(cancellation);
        Late = await supervision.LateAsync(cancellation);
    }
}
