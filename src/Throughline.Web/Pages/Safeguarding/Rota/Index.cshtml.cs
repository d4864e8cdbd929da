using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Safeguarding.Rota;

public sealed class IndexModel(DutyQueries duty) : PageModel
{
    public IReadOnlyList<RotaScheme> Schemes { get; private set; } = [];

    public bool Leads => HttpContext.Session().Hat == Hat.SafeguardingLead;

    public async Task OnGetAsync(CancellationToken cancellation) => Schemes = await duty.RotaAsync(cancellation);
}
