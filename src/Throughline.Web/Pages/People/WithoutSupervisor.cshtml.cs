using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;

namespace Throughline.Web.Pages.People;

public sealed class WithoutSupervisorModel(HomeQueries home) : PageModel
{
    public IReadOnlyList<Named> People { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => People = await home.WithoutSupervisorAsync(cancellation);
}
