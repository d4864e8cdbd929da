using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Training;

public sealed class IndexModel(TrainingQueries training) : PageModel
{
    public TrainingIndex Training { get; private set; } = null!;

    public bool Supervises => HttpContext.Session().Hat == Hat.Supervisor;

    public async Task OnGetAsync(CancellationToken cancellation) => Training = await training.IndexAsync(cancellation);
}
