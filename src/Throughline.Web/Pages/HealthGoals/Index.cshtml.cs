using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.HealthGoals;
using Throughline.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.HealthGoals;

public sealed class IndexModel(HealthGoalQueries goals) : PageModel
{
    public bool IsTrainer => HttpContext.Session().Hat == Hat.PeerWorker;

    public bool MaySet { get; private set; }

    public IReadOnlyList<GoalLine> Mine { get; private set; } = [];

    public IReadOnlyList<GoalLine> WithMe { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (IsTrainer)
        {
            WithMe = await goals.WithMeAsync(cancellation);
            return;
        }

        (Mine, MaySet) = (await goals.MineAsync(cancellation), await goals.FormAsync(cancellation) is not null);
    }
}
