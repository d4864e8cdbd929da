using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Support;

namespace Throughline.Web.Pages.Support;

public sealed class IndexModel(SupervisionQueries supervision, FlagQueries flags, PauseQueries pauses) : PageModel
{
    public IReadOnlyList<SupervisionOfRole> Supervision { get; private set; } = [];

    public IReadOnlyList<FlagLine> Flags { get; private set; } = [];

    public IReadOnlyList<PauseLine> Plans { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Supervision = await supervision.MineAsync(cancellation);
        Flags = await flags.MineAsync(cancellation);
        Plans = (await pauses.MineAsync(cancellation))?.Plans ?? [];
    }
}
