using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.Settings;

public sealed class ChooseModel(SchemeQueries schemes) : PageModel
{
    public IReadOnlyList<SchemeLine> Schemes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Schemes = (await schemes.ListAsync(cancellation)).Schemes;
        return Schemes.Count == 1 ? LocalRedirect($"/schemes/{Schemes[0].Id}/settings") : Page();
    }
}
