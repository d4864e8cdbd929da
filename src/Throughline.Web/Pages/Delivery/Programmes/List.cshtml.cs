using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class ListModel(SessionProgrammeQueries programmes) : PageModel
{
    public ProgrammesPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await programmes.ListAsync(cancellation);
}
